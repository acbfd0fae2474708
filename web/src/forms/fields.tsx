/** A form's fields as its JSON Schema declares them: one row a field, groups and lists within. */
import { DeleteOutlined, LockOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Collapse, Form, Input, Radio, Select, Tooltip } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'
import { patternOf, useForm } from './context.ts'
import { DayInput, MomentInput, MoneyInput, PickInput, WholeInput } from './controls.tsx'
import { PartyHelp } from './party-help.tsx'
import {
  type FieldSchema,
  isAsked,
  isRequired,
  isUnaskedOfPublic,
  kindOf,
  propertiesOf,
  said,
  startOf,
} from './schema.ts'
import './forms.css'
import { clearableChoice } from '../parts/clearable.tsx'

export type Path = readonly (string | number)[]

/** How much of a path the list around a field has named already: within it a form's names are relative, while paths here never are. */
const ListDepth = createContext(0)
const useName = (path: Path): (string | number)[] => path.slice(useContext(ListDepth))

/** The fields of an object, those seldom needed behind a fold. */
export function ObjectFields({ schema, path = [] }: { schema: FieldSchema; path?: Path }) {
  const form = Form.useFormInstance()
  const { isPublic } = useForm()
  const beside = Form.useWatch([...path], { form, preserve: true }) as Record<string, unknown> | undefined
  const whole = Form.useWatch([], { form, preserve: true }) as Record<string, unknown> | undefined
  const values = path.length ? beside : whole
  const properties = propertiesOf(schema)
  const asked = Object.entries(properties).filter(
    ([, field]) => kindOf(field) !== 'fixed' && isAsked(field, values) && !(isPublic && isUnaskedOfPublic(field)),
  )
  const usual = asked.filter(([, f]) => !said(f, 'isSeldom'))
  const seldom = asked.filter(([, f]) => said(f, 'isSeldom'))
  const show = ([key, field]: [string, FieldSchema]) => (
    <Field key={key} name={key} field={field} parent={schema} path={path} values={values} />
  )
  return (
    <div className="form-grid">
      {usual.map(show)}
      {'idKind' in properties && 'idNumber' in properties && <PartyHelp path={path} properties={properties} />}
      {seldom.length > 0 && (
        <Collapse
          className="wide"
          size="small"
          ghost
          items={[
            {
              key: 'more',
              label: `更多填写项（${seldom.length}）`,
              forceRender: true,
              children: <div className="form-grid">{seldom.map(show)}</div>,
            },
          ]}
        />
      )}
    </div>
  )
}

type FieldProps = {
  name: string
  field: FieldSchema
  parent: FieldSchema
  path: Path
  values: Record<string, unknown> | undefined
}

const wideKinds: ReadonlySet<string> = new Set(['paragraph', 'group', 'list', 'choices', 'tags', 'picks'])

function Field({ name, field, parent, path, values }: FieldProps) {
  const kind = kindOf(field)
  const at = [...path, name]
  const own = useName(at)
  const isNeeded = isRequired(parent, name)
  if (kind === 'group') return <Group name={name} field={field} path={at} isNeeded={isNeeded} values={values} />
  if (kind === 'list') return <List name={name} field={field} path={at} isNeeded={isNeeded} />
  const label = said(field, 'label') ?? name
  if (kind === 'yesNo')
    return (
      <Form.Item name={own} valuePropName="checked" className="yes-no" {...extraOf(field)}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    )
  const isPicked = ['choice', 'pick', 'choices', 'picks', 'date', 'moment', 'time'].includes(kind)
  return (
    <Form.Item
      name={own}
      label={<FieldLabel label={label} path={at} isNeeded={isNeeded} />}
      className={wideKinds.has(kind) ? 'wide' : undefined}
      rules={
        isNeeded ? [{ required: true, message: `请${isPicked ? '选择' : '填写'}${label.replace(/（.*）$/, '')}` }] : []
      }
      {...extraOf(field)}
    >
      {controlOf(kind, field, { parent, path, values })}
    </Form.Item>
  )
}

const extraOf = (field: FieldSchema) => {
  const help = said(field, 'help')
  return help ? { extra: help } : {}
}

function FieldLabel({ label, path, isNeeded }: { label: string; path: Path; isNeeded: boolean }) {
  const { personal } = useForm()
  return (
    <span>
      {label}
      {personal.has(patternOf(path)) && (
        <Tooltip title="个人信息：只给有权的人看，记录里只留不能还原的凭据，可以依法删除">
          <LockOutlined aria-label="个人信息" className="lock" />
        </Tooltip>
      )}
      {!isNeeded && <span className="optional">选填</span>}
    </span>
  )
}

/** Fields that stand in the form beside a picked one take what the choice tells of them, where they are still empty. */
function useFill(path: Path, parent: FieldSchema) {
  const form = Form.useFormInstance()
  return (fill: Record<string, string>) => {
    const properties = propertiesOf(parent)
    for (const [key, value] of Object.entries(fill)) {
      const at = [...path, key]
      if (key in properties && !form.getFieldValue(at)) form.setFieldValue(at, value)
    }
  }
}

function Pick({
  field,
  parent,
  path,
  values,
  ...rest
}: { field: FieldSchema; isMultiple?: boolean } & Omit<FieldProps, 'name' | 'field'>) {
  const source = rest.isMultiple ? (said(field, 'items') ?? {}) : field
  const from = said(source, 'from')!
  const onFill = useFill(path, parent)
  const within = from.within ? values?.[from.within] : undefined
  return (
    <PickInput
      {...rest}
      from={from}
      within={typeof within === 'string' ? within : undefined}
      isNumber={['integer', 'number'].includes(String(said(source, 'type')))}
      onFill={onFill}
    />
  )
}

function controlOf(
  kind: ReturnType<typeof kindOf>,
  field: FieldSchema,
  at: Omit<FieldProps, 'name' | 'field'>,
): ReactNode {
  const maxLength = said(field, 'maxLength')
  switch (kind) {
    case 'paragraph':
      return <Input.TextArea rows={3} className="growing" maxLength={maxLength} showCount />
    case 'date':
      return <DayInput />
    case 'moment':
      return <MomentInput />
    case 'time':
      return <Input type="time" />
    case 'whole':
      return <WholeInput field={field} />
    case 'money':
      return <MoneyInput />
    case 'choice': {
      const options = optionsOf(field)
      // A few short words are chosen faster where all are seen.
      return options.length <= 4 && options.every((o) => o.label.length <= 8) ? (
        <Radio.Group options={options} />
      ) : (
        <Select
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={clearableChoice}
          placeholder="请选择"
        />
      )
    }
    case 'choices': {
      const options = optionsOf(said(field, 'items') ?? {})
      return options.length <= 12 ? (
        <Checkbox.Group options={options} />
      ) : (
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} placeholder="可选多个" />
      )
    }
    case 'pick':
      return <Pick field={field} {...at} />
    case 'picks':
      return <Pick field={field} isMultiple {...at} />
    case 'tags':
      return (
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          placeholder="逐项输入，按回车确认"
          tokenSeparators={['、', '，', '；', ';']}
        />
      )
    default:
      return <Input maxLength={maxLength} />
  }
}

const optionsOf = (field: FieldSchema) =>
  Object.entries(said(field, 'options') ?? {}).map(([value, label]) => ({ value, label }))

/** A group of fields; one that may be left out is there once somebody asks for it. */
function Group({
  name,
  field,
  path,
  isNeeded,
  values,
}: {
  name: string
  field: FieldSchema
  path: Path
  isNeeded: boolean
  values: FieldProps['values']
}) {
  const form = Form.useFormInstance()
  const label = said(field, 'label') ?? name
  const isThere = isNeeded || values?.[name] !== undefined
  if (!isThere)
    return (
      <div className="wide open-group">
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => form.setFieldValue([...path], startOf(field))}>
          填写{label}
          <span className="optional">选填</span>
        </Button>
      </div>
    )
  return (
    <fieldset className="wide group">
      <legend>
        {label}
        {!isNeeded && (
          <Button type="link" size="small" onClick={() => form.setFieldValue([...path], undefined)}>
            不填这一组
          </Button>
        )}
      </legend>
      <ObjectFields schema={field} path={path} />
    </fieldset>
  )
}

function List({ name, field, path, isNeeded }: { name: string; field: FieldSchema; path: Path; isNeeded: boolean }) {
  const items = said(field, 'items') ?? {}
  const own = useName(path)
  const label = said(field, 'label') ?? name
  const one = said(items, 'label') ?? label
  const most = said(field, 'maxItems') ?? Number.POSITIVE_INFINITY
  const least = isNeeded ? (said(field, 'minItems') ?? 0) : 0
  return (
    <fieldset className="wide group">
      <legend>
        {label}
        {!isNeeded && <span className="optional">选填</span>}
      </legend>
      <Form.List name={own}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, i) => (
              <div className="list-row" key={row.key}>
                <div className="list-head">
                  <b>
                    {one} {i + 1}
                  </b>
                  {rows.length > least && (
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      onClick={() => remove(row.name)}
                      aria-label={`删去${one}${i + 1}`}
                    >
                      删去
                    </Button>
                  )}
                </div>
                <ListDepth value={path.length}>
                  <ObjectFields schema={items} path={[...path, row.name]} />
                </ListDepth>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            {rows.length < most && (
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(startOf(items))} block>
                增加{one}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
