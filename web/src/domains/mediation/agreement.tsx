/** What the parties agreed on, and how far it is performed: what a mediator opens a settled dispute for. */
import type { Matter } from '../../matter/data.ts'
import { day, yuan } from '../../words.ts'

type Row = Record<string, unknown>
const rowsOf = (matter: Matter, table: string) =>
  (matter.tables.find((t) => t.table === table)?.rows ?? []) as readonly Row[]

export default function Agreement({ matter }: { matter: Matter }) {
  const agreements = rowsOf(matter, 'mediation.agreement')
  if (!agreements.length) return null
  const contents = rowsOf(matter, 'mediation.agreement_personal')
  const obligations = rowsOf(matter, 'mediation.obligation')
  return (
    <section className="card card-pad" aria-labelledby="agreement">
      <h2 id="agreement">调解协议</h2>
      {agreements.map((a) => {
        const content = contents.find((c) => c.no === a.no)
        const texts = listOf(content?.obligations)
        return (
          <div key={String(a.no)}>
            <p>
              {a.form === 'ORAL' ? '口头协议' : '书面协议'}，{day(String(a.effective_on))}生效
              {typeof a.confirm_due_on === 'string' &&
                `；双方可以在${day(a.confirm_due_on)}之前共同申请司法确认${a.is_confirm_due_provisional ? '（末日暂定）' : ''}`}
            </p>
            {typeof content?.content === 'string' && <p className="lead">{content.content}</p>}
            <ul className="obligations">
              {obligations
                .filter((o) => o.agreement_no === a.no)
                .map((o) => (
                  <li key={String(o.seq)}>
                    <span className={o.performed_on ? 'state good' : o.breached_on ? 'state bad' : 'state none'}>
                      {o.performed_on
                        ? `${day(String(o.performed_on))}已履行`
                        : o.breached_on
                          ? `${day(String(o.breached_on))}登记为没有履行`
                          : '尚未登记履行'}
                    </span>
                    第{String(o.obligor_seq)}号当事人
                    {typeof o.due_on === 'string' && `于${day(o.due_on)}前`}
                    {o.amount_fen != null ? `给付${yuan(Number(o.amount_fen))}元` : '履行'}
                    {texts[Number(o.seq) - 1] && `：${texts[Number(o.seq) - 1]}`}
                  </li>
                ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function listOf(value: unknown): string[] {
  try {
    const list = typeof value === 'string' ? JSON.parse(value) : value
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}
