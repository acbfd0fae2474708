/** One printed result: what, how much, beside what, and whether it stays within its limit. */
export function line(
  what: string,
  value: number,
  unit: string,
  beside: string,
  percent?: number,
  limit?: string,
): void {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)
  console.log(
    `${what.padEnd(44)} ${shown.padStart(10)} ${unit.padEnd(8)} ${percent === undefined ? '' : `${percent.toFixed(0)} % `}${limit ? `(limit ${limit}) ` : ''}${beside}`,
  )
}
