/** Charts by Apache ECharts, with the modules that are used and no others. Fetched when the first chart comes into view. */
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type Spec, told } from './spec.ts'

// On a canvas: drawing as SVG or hints as HTML would need inline styles, which the pages' policy forbids.
use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

/** The page's own colours and size of type, as they are now. */
function look() {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: colour('--ink'),
    soft: colour('--soft'),
    line: colour('--line'),
    card: colour('--card'),
    bars: [colour('--link'), colour('--chart-second')],
    size: Number.parseFloat(style.fontSize) * 0.8,
    family: getComputedStyle(document.body).fontFamily,
  }
}

function optionOf(spec: Spec, width: number): EChartsCoreOption {
  const { ink, soft, line, card, bars, size, family } = look()
  const text = { color: soft, fontSize: size, fontFamily: family }
  const isLying = spec.shape === 'bars'
  const values = {
    type: 'value',
    ...(spec.from === undefined ? {} : { min: spec.from }),
    axisLabel: { ...text, hideOverlap: true, formatter: (v: number) => v.toLocaleString('zh-CN') },
    splitLine: { lineStyle: { color: line } },
    splitNumber: width < 480 ? 3 : 5,
  }
  const names = {
    type: 'category',
    data: spec.categories,
    inverse: isLying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: isLying ? { ...text, width: width * 0.32, overflow: 'truncate' } : { ...text, hideOverlap: true },
  }
  const isCrowded = spec.categories.length * spec.series.length * size * 2.6 > width && !isLying
  return {
    animation: false,
    color: bars,
    textStyle: { fontFamily: family },
    grid: {
      left: 4,
      right: isLying ? size * 5 : 8,
      top: spec.series.length > 1 ? size * 3 : isLying ? 4 : size * 2,
      bottom: 4,
    },
    ...(spec.series.length > 1
      ? { legend: { top: 0, right: 0, textStyle: { ...text, color: ink }, icon: 'rect' } }
      : {}),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      renderMode: 'richText',
      backgroundColor: card,
      borderColor: line,
      textStyle: { ...text, color: ink },
      valueFormatter: (v: unknown) => told(typeof v === 'number' ? v : null, spec.unit),
    },
    xAxis: isLying ? values : names,
    yAxis: isLying ? names : values,
    series: spec.series.map((s) => ({
      type: 'bar',
      name: s.name,
      data: s.values,
      barMaxWidth: size * 2,
      label: {
        ...text,
        show: !isCrowded,
        position: isLying ? 'right' : 'top',
        formatter: ({ value }: { value: unknown }) =>
          typeof value !== 'number' ? '' : spec.unit === '%' ? value.toFixed(2) : value.toLocaleString('zh-CN'),
      },
    })),
  }
}

export type Drawn = { redraw(spec: Spec): void; close(): void }

export function draw(place: HTMLElement, spec: Spec): Drawn {
  const chart = init(place, undefined, { renderer: 'canvas' })
  let shown = spec
  const show = () => chart.setOption(optionOf(shown, place.clientWidth), true)
  const sized = new ResizeObserver(() => {
    chart.resize()
    show()
  })
  sized.observe(place)
  show()
  return {
    redraw(next) {
      shown = next
      show()
    },
    close() {
      sized.disconnect()
      chart.dispose()
    },
  }
}
