/** The proof of a matter's record, recomputed in the visitor's own browser, and what it does not prove. */
import { CheckCircleOutlined, CloseCircleOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, bodyOf, findCapacity } from '../api.ts'
import { checkActs, checkInclusion, checkSignature, findCheckpoint } from '../proof.ts'
import { grouped } from '../words.ts'
import { Fact } from './fact.tsx'
import { ProblemView, Waiting } from './problem.tsx'

type Check = { ok: boolean | null; text: string }

export function ProofPanel({ id }: { id: string }) {
  const capacity = findCapacity()
  const proof = useQuery({
    queryKey: ['proof', id, capacity],
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}/proof', { params: { path: { id } } })),
  })
  const [checks, setChecks] = useState<Check[]>()
  const [key, setKey] = useState('')

  if (proof.isError) return <ProblemView error={proof.error} retry={() => proof.refetch()} />
  if (!proof.data) return <Waiting rows={4} label="正在读取证明" />
  const { chain, inclusion } = proof.data
  const checkpoint = inclusion ? findCheckpoint(inclusion.checkpoint) : undefined

  async function recompute() {
    const found: Check[] = []
    const acts = chain.map((a) => ({ n: a.n, hash: a.hash, text: a.canonical }))
    const checked = checkActs(acts)
    const badHash = checked.filter((c) => !c.hash).map((c) => c.n)
    const badChain = checked.filter((c) => !c.chain).map((c) => c.n)
    const all = `${checked.length}步`
    found.push(
      badHash.length === 0
        ? { ok: true, text: `由记录原文重新算出${all}的杂凑值，与平台保存的逐一相同。` }
        : { ok: false, text: `第${badHash.join('、')}步的原文与保存的杂凑值不符：原文或杂凑值被改动过。` },
      badChain.length === 0
        ? { ok: true, text: '每一步都写明前一步的杂凑值，前后相连，中间没有缺少、调换或插入。' }
        : { ok: false, text: `第${badChain.join('、')}步没有接在前一步之后：中间有缺少、调换或改动。` },
    )
    const last = checked.at(-1)
    if (!inclusion || !checkpoint || !last) {
      found.push({ ok: null, text: '最后一步还没有封存，暂无可以核对的签名检查点。' })
    } else {
      found.push(
        checkInclusion(last.computed, inclusion) && inclusion.n === last.n
          ? {
              ok: true,
              text: `最后一步是全市记录树的第${grouped(inclusion.leaf)}号叶，沿${inclusion.proof.length}个杂凑值算到的树根，与检查点所载的树根相同。`,
            }
          : { ok: false, text: '由最后一步算到的树根与检查点所载的不同：记录或检查点被改动过。' },
      )
      found.push(
        key.trim() === ''
          ? { ok: null, text: '没有核验检查点的签名：须填入从别处取得的公钥。' }
          : (await checkSignature(inclusion.checkpoint, key))
            ? { ok: true, text: '检查点的签名由所填的公钥核验成立。' }
            : { ok: false, text: '检查点上没有所填公钥的有效签名：公钥不是这一份，或者检查点被改动过。' },
      )
    }
    setChecks(found)
  }

  return (
    <>
      <dl className="facts close">
        <Fact term="步数">
          <span className="num">{chain.length}</span>
        </Fact>
        {inclusion && (
          <Fact term="叶号">
            <span className="num">{grouped(inclusion.leaf)}</span>
          </Fact>
        )}
        {checkpoint && (
          <Fact term="检查点所含步数">
            <span className="num">{grouped(checkpoint.size)}</span>
          </Fact>
        )}
        <Fact term="最后一步的杂凑值" wide>
          <span className="hash">{chain.at(-1)?.hash}</span>
        </Fact>
      </dl>
      {inclusion ? (
        <>
          <p className="quiet" style={{ marginTop: 12 }}>
            已签名的检查点
          </p>
          <pre className="checkpoint">{inclusion.checkpoint.trimEnd()}</pre>
          <Hashes path={inclusion.proof} />
        </>
      ) : (
        <p className="lead">最后一步还没有封存；平台每隔几分钟封存一次，请稍后再看。</p>
      )}
      <label htmlFor="proof-key" className="quiet" style={{ display: 'block', marginTop: 12 }}>
        公钥（选填，应取自印发的公告，不取自本网页）
      </label>
      <Input
        id="proof-key"
        value={key}
        onChange={(e) => setKey(e.target.value)}
        spellCheck={false}
        className="hash"
        placeholder="以 fadu-sm2 开头的一行"
      />
      <div style={{ marginTop: 12 }}>
        <Button type="primary" onClick={recompute} block>
          在本浏览器中重新计算
        </Button>
      </div>
      <div aria-live="polite">{checks && <Outcome checks={checks} />}</div>
    </>
  )
}

function Hashes({ path }: { path: readonly string[] }) {
  if (path.length === 0) return null
  return (
    <details style={{ marginTop: 8 }}>
      <summary>从叶到根的 {path.length} 个杂凑值</summary>
      <ol>
        {path.map((h) => (
          <li key={h} className="hash">
            {h}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Outcome({ checks }: { checks: readonly Check[] }) {
  const marks: Record<string, ReactNode> = {
    true: <CheckCircleOutlined style={{ color: 'var(--good)' }} aria-label="成立" />,
    false: <CloseCircleOutlined style={{ color: 'var(--bad)' }} aria-label="不成立" />,
    null: <InfoCircleOutlined style={{ color: 'var(--warn)' }} aria-label="未核对" />,
  }
  return (
    <>
      <ul className="checks">
        {checks.map((c) => (
          <li key={c.text}>
            <span className="mark">{marks[String(c.ok)]}</span>
            <span>{c.text}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">这些计算不能证明：</p>
      <ul className="caveat">
        <li>所记之事属实。它只表明记录自登记以后没有被改动。</li>
        <li>检查点就是对外公布的那一份。请与公布的或者见证方保存的检查点比对。</li>
        <li>没有另外的事项被漏记，也没有尚未封存的记录被删去。</li>
        <li>本网页的程序没有被替换。要不依赖本网页，请用导出的文件独立核验。</li>
      </ul>
    </>
  )
}
