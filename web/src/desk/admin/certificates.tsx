/** Certificates of enforcement as they are shown in lists: in one line to administrators, as facts to their holder. */
import type { Schemas } from '../../api.ts'
import { Fact } from '../../parts/fact.tsx'
import { A } from '../../parts/link.tsx'
import { paths } from '../../paths.ts'
import { day } from '../../words.ts'

type Certificate = Schemas['Certificate']

/** Usable, or why not: what no longer holds is told apart by its words, not by colour alone. */
function Standing({ of: c }: { of: Certificate }) {
  return <span className={c.isUsable ? 'badge link' : 'badge bad'}>{c.standing}</span>
}
const span = (c: Certificate) => `${day(c.from)}至${day(c.until)}`

export function CertificateLine({ certificate: c, mayAct }: { certificate: Certificate; mayAct: boolean }) {
  return (
    <li>
      <b>{c.kindLabel}</b>
      <span className="num">{c.number}</span>
      <Standing of={c} />
      <span className="quiet">
        {c.agencyName}，{c.field}，<span className="num">{span(c)}</span>
      </span>
      <A to={paths.matter(c.matterId)}>
        {mayAct && c.endedBecause === null ? '登记记录、延续、暂停、注销' : '登记记录'}
      </A>
    </li>
  )
}

export function CertificateCard({ certificate: c }: { certificate: Certificate }) {
  return (
    <li className="card card-pad">
      <h3>
        {c.kindLabel} <span className="num">{c.number}</span> <Standing of={c} />
      </h3>
      <dl className="facts">
        <Fact term="执法机关">{c.agencyName ?? '—'}</Fact>
        <Fact term="执法类别">{c.field}</Fact>
        <Fact term="执法区域">{c.region}</Fact>
        <Fact term="发证机关">{c.issuer}</Fact>
        <Fact term="发证之日">{day(c.issuedOn)}</Fact>
        <Fact term="有效期">{span(c)}</Fact>
        {c.endedBecause && <Fact term="注销的原因">{c.endedBecause}</Fact>}
      </dl>
    </li>
  )
}
