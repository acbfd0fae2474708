/**
 * Rebuilds data/articles.json, the article index that the project keeps: of every statute version whose text is at hand, the
 * article numbers with the number of items of each paragraph. No sentence of a statute goes into it.
 *
 * Usage: ./fadu-node db/articles-extract.ts [directory of statute texts, default ../shared/laws]
 */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { keptIndex, type LawIndex, readLawTexts, statutes, textKey } from '../src/kernel/law.ts'
import { articleIndex } from '../src/kernel/law-text.ts'

const lawsDir = process.argv[2] ?? fileURLToPath(new URL('../../shared/laws', import.meta.url))
const target = new URL('../data/articles.json', import.meta.url)

/** One line a version, so that a corrected text shows as one changed line. */
function print(index: LawIndex): string {
  const blocks = Object.entries(index).map(([id, versions]) => {
    const lines = Object.entries(versions).map(([version, articles]) => `    "${version}": ${JSON.stringify(articles)}`)
    return `  "${id}": {\n${lines.join(',\n')}\n  }`
  })
  return `{\n${blocks.join(',\n')}\n}\n`
}

/** What was indexed before is kept where its text is not at hand. */
function previous(): LawIndex {
  try {
    return keptIndex()
  } catch {
    return {}
  }
}

const texts = readLawTexts(lawsDir)
const old = previous()
const index: LawIndex = {}
let versions = 0
for (const statute of statutes()) {
  for (const version of statute.versions) {
    const text = texts.get(textKey(statute, version))
    const articles = text ? articleIndex(text.articles) : old[statute.id]?.[version.version]
    if (articles === undefined) continue
    index[statute.id] = { ...index[statute.id], [version.version]: articles }
    versions += 1
  }
}
writeFileSync(target, print(index))
process.stdout.write(`条文索引：${versions}个版本，其中${texts.size}个由文本生成，写入 data/articles.json\n`)
