/** Before something is sent: what was filled in, and what will come of it. */
import { Alert } from 'antd'
import type { Schemas } from '../api.ts'
import { Fact } from '../parts/fact.tsx'
import { Fields } from '../parts/submitted.tsx'
import { day, limitStates } from '../words.ts'
import { type Attached, sizeWords } from './attachments.tsx'
import type { FieldSchema } from './schema.ts'

export function Outcome({
  previewed,
  schema,
  input,
  files,
}: {
  previewed: Schemas['Previewed']
  schema: FieldSchema
  input: Record<string, unknown>
  files: readonly Attached[]
}) {
  const step = previewed.steps.at(-1)!
  return (
    <div className="outcome">
      {step.tells.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} />
      ))}
      <section>
        <h3>填写的内容</h3>
        <Fields value={input} schema={schema} personal="shown" picked={previewed.picked} />
        {files.length > 0 && (
          <p>材料：{files.map((f) => `${f.label}（${f.name}，${sizeWords(f.sizeBytes)}）`).join('；')}</p>
        )}
      </section>
      <section>
        <h3>办理之后</h3>
        <dl className="facts">
          <Fact term="状态">
            {step.stateBefore && step.stateBefore !== step.stateLabel ? `${step.stateBefore} → ` : ''}
            <b>{step.stateLabel}</b>
          </Fact>
          <Fact term="发生日">{day(step.declaredOn)}</Fact>
          <Fact term="适用程序">
            {step.procedureLabel}
            <span className="quiet">（{step.versionLabel}）</span>
          </Fact>
          {step.documents.length > 0 && <Fact term="出具文书">{step.documents.map((d) => `《${d}》`).join('')}</Fact>}
          {step.basis.length > 0 && (
            <Fact term="依据" wide>
              {step.basis.join('；')}
            </Fact>
          )}
        </dl>
        {step.limits.length > 0 && (
          <ul className="limits">
            {step.limits.map((l) => (
              <li key={`${l.label} ${l.startOn} ${l.due}`}>
                <div className="head">
                  <b>{l.label}</b>
                  <span>
                    {l.state === 'running'
                      ? `至${day(l.due)}${l.isProvisional ? '（暂定）' : ''}`
                      : (limitStates[l.state] ?? l.state)}
                  </span>
                </div>
                <p className="more">依据：{l.basis.join('；')}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
