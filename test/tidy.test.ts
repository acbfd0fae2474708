/** Guards the house rules of STYLE.md. Every message says what to use instead; an exception is a line here with its reason. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const isGenerated = (f: string) => /\.gen\.ts$/.test(f)
const list = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: (f) => /(^|\/)(node_modules|dist)(\/|$)/.test(String(f)) })
    .filter((f) => !isGenerated(f))
    .sort()
const read = (f: string) => readFileSync(join(root, f), 'utf8')
const src = list('src/**/*.ts')
const web = list('web/**/*.{ts,tsx}')
const db = list('db/**/*.ts')
const trees = new Map<string, ts.SourceFile>()
const tree = (f: string): ts.SourceFile => {
  let t = trees.get(f)
  if (!t) {
    t = ts.createSourceFile(
      f,
      read(f),
      ts.ScriptTarget.Latest,
      true,
      f.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    )
    trees.set(f, t)
  }
  return t
}
const clean = (faults: string[]) => assert.equal(faults.length, 0, `\n${faults.join('\n')}`)
const lineOf = (n: ts.Node) => n.getSourceFile().getLineAndCharacterOfPosition(n.getStart()).line + 1
const each = (f: string, visit: (n: ts.Node) => void) => {
  const walk = (n: ts.Node) => {
    visit(n)
    ts.forEachChild(n, walk)
  }
  walk(tree(f))
}

type Import = { from: string; names: string[]; line: number }
function importsOf(f: string): Import[] {
  const found: Import[] = []
  each(f, (n) => {
    if (
      (ts.isImportDeclaration(n) || ts.isExportDeclaration(n)) &&
      n.moduleSpecifier &&
      ts.isStringLiteral(n.moduleSpecifier)
    ) {
      const bindings = ts.isImportDeclaration(n) ? n.importClause?.namedBindings : n.exportClause
      const names =
        bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
          ? bindings.elements.map((e) => (e.propertyName ?? e.name).text)
          : []
      found.push({ from: n.moduleSpecifier.text, names, line: lineOf(n) })
    } else if (
      ts.isCallExpression(n) &&
      n.expression.kind === ts.SyntaxKind.ImportKeyword &&
      n.arguments[0] &&
      ts.isStringLiteral(n.arguments[0])
    )
      found.push({ from: n.arguments[0].text, names: [], line: lineOf(n) })
  })
  return found
}
/** The file an import means, for imports of files. */
const target = (f: string, from: string) =>
  from.startsWith('.')
    ? normalize(join(dirname(f), from))
    : from === '#kernel'
      ? 'src/kernel/index.ts'
      : from.startsWith('#kernel/')
        ? `src/kernel/${from.slice(8)}.ts`
        : undefined

/** The kernel's files; each imports only those before it. A new file finds its place here. */
const kernel = [
  ['errors', 'clock', 'hmac', 'fault', 'durable', 'mask', 'small-cells', 'law-text', 'copy-rows', 'binary-rows', 'db'],
  ['canonical', 'tree', 'sign', 'access', 'act-bytes'],
  ['calendar', 'law', 'codes', 'entropy', 'checkpoint', 'act-bytes'],
  ['organ', 'limit', 'document', 'form-words', 'fields'],
  ['procedure', 'targets', 'blocks', 'standing-refusal', 'dispute-chain'],
  ['domain', 'declared', 'personal', 'limits', 'matter', 'handover', 'recount'],
  ['identity', 'places', 'form', 'coalesce', 'retry', 'paper', 'paper-actions'],
  ['needs', 'judge', 'evolve'],
  ['fold', 'record-check'],
  ['matter-rows', 'batch', 'scan', 'fitting'],
  ['load', 'series-check', 'roster', 'derive', 'scan-worker', 'seal'],
  ['erase', 'verify', 'folder-read'],
  ['export', 'dossier-proof', 'dossier-check', 'preview'],
  ['engine'],
  [
    'indicator',
    'indicator-breakdown',
    'counted-rows',
    'supervision',
    'wording',
    'office-posts',
    'certificate',
    'office',
    'announcement',
  ],
  ['index'],
].flat()

test('arrows: a kernel file imports only files before it in the list, and nothing of domains or server', () => {
  const faults: string[] = []
  for (const f of list('src/kernel/*.ts')) {
    const name = f.slice('src/kernel/'.length, -3)
    const at = kernel.indexOf(name)
    if (at < 0) faults.push(`${f}: give it a place in the list of test/tidy.test.ts, after what it imports`)
    for (const i of importsOf(f)) {
      if (i.from.startsWith('#kernel'))
        faults.push(`${f}:${i.line}: inside the kernel import './file.ts', not ${i.from}`)
      const to = target(f, i.from)
      if (to === undefined) continue
      if (!to.startsWith('src/kernel/'))
        faults.push(`${f}:${i.line}: the kernel knows nothing of ${to}; pass what it needs as an argument`)
      else if (kernel.indexOf(to.slice('src/kernel/'.length, -3)) >= at)
        faults.push(`${f}:${i.line}: ${to} comes later in the list; move what both need into a file before them`)
    }
  }
  for (const name of kernel)
    if (!existsSync(join(root, `src/kernel/${name}.ts`)))
      faults.push(`src/kernel/${name}.ts is gone: take it off the list`)
  clean(faults)
})

/** Who may import from where, beside npm packages, node: modules and the own folder. */
const arrows: Record<string, { may: RegExp; instead: string }> = {
  'src/report': { may: /^src\/kernel\//, instead: 'a report is computed from the kernel’s indicators: use #kernel' },
  'src/laws': { may: /^src\/kernel\//, instead: 'statutes and what rests on them: use #kernel' },
  'src/procedures': { may: /^src\/kernel\//, instead: 'procedures as they are read and drawn: use #kernel' },
  'src/files': { may: /^src\/kernel\//, instead: 'the store keeps bytes and knows no procedure: use #kernel' },
  'src/documents': { may: /^src\/kernel\//, instead: 'a renderer is given a tree and adds no words: use #kernel' },
  'src/replay': {
    may: /^src\/(kernel|report|domains)\//,
    instead: 'a replay plans with #kernel, src/report and the domains’ declarations',
  },
  'src/server': {
    may: /^src\/(kernel|documents|files|laws|procedures|report|replay|domains)\/|^db\/(migrate|record-guard|structure|types\.gen)\.ts$|^tools\//,
    instead:
      'the server stands on #kernel, src/documents, src/files, src/laws, src/procedures, src/report, src/replay, src/domains and what db/ brings up and watches over',
  },
  'src/commands': { may: /^src\/|^db\/|^tools\//, instead: 'a command calls src/server' },
  web: {
    may: /^$/,
    instead: 'the browser’s code has its own files and npm packages; types of the API come from web/src/api.gen.ts',
  },
}

/** Single files that reach further, and why. */
const exceptions: Record<string, RegExp> = {
  // Opens and closes the demonstration city around a replay, as the commands do.
  'src/replay/rebuild.ts': /^src\/server\/(city|running)\.ts$/,
}

test('arrows: domains use #kernel and their own folder; report, replay, server, commands and web keep theirs', () => {
  const faults: string[] = []
  for (const f of [...src, ...web]) {
    if (f.startsWith('src/kernel/')) continue
    const domain = /^src\/domains\/([^/]+)\//.exec(f)?.[1]
    for (const i of importsOf(f)) {
      const to = target(f, i.from)
      const where = `${f}:${i.line}`
      if (to?.startsWith('src/kernel/') && i.from.startsWith('.') && !f.startsWith('web/'))
        faults.push(`${where}: use #kernel instead of ${i.from}`)
      if (to === undefined) {
        if (domain && !['zod'].includes(i.from) && !i.from.startsWith('node:'))
          faults.push(`${where}: a domain is declarations; only zod beside #kernel, not ${i.from}`)
        if (domain && i.from.startsWith('node:'))
          faults.push(`${where}: a domain has no ${i.from}; what the world holds comes as input or need`)
        continue
      }
      if (domain && !to.startsWith('src/kernel/') && !to.startsWith(`src/domains/${domain}/`))
        faults.push(
          `${where}: a domain sees #kernel and its own folder; domains relate through links, claims and hand-overs, not through ${to}`,
        )
      if (exceptions[f]?.test(to)) continue
      const own = Object.keys(arrows).find((k) => f.startsWith(`${k}/`))
      if (own && !to.startsWith(`${own}/`) && !arrows[own]!.may.test(to))
        faults.push(`${where}: ${to} is out of reach; ${arrows[own]!.instead}`)
    }
  }
  clean(faults)
})

/** Kernel names that the server or a tool may take past the door, and why. */
const pastTheDoor: Record<string, string> = {
  'limits.lapseDue': 'the page of a matter shows what the law will do next, without an engine',
  'limits.advanceLimits': 'the preview of an import of holidays',
  'hmac.hmacSm3': 'query codes are keyed hashes made without an engine',
  'durable.writeDurably': 'keys and checkpoints are kept outside the database',
  'fold.findAction': 'the API names actions by text that comes from outside',
}

/** Short words for those who declare: the door has them under one name each. */
const vocabularies = ['#kernel/blocks', '#kernel/fields']

test('the kernel’s door: what is taken by #kernel/<file> is also exported by index.ts', () => {
  const exported = new Set<string>()
  const door = tree('src/kernel/index.ts')
  const program = ts.createProgram([join(root, 'src/kernel/index.ts')], {
    noResolve: false,
    allowImportingTsExtensions: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    skipLibCheck: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(join(root, door.fileName))!)
  for (const s of checker.getExportsOfModule(symbol!)) exported.add(s.name)
  assert.ok(exported.size > 100)
  const faults: string[] = []
  for (const f of [...src, ...db, ...list('{test,bench,tools}/**/*.ts')]) {
    if (f.startsWith('src/kernel/')) continue
    for (const i of importsOf(f))
      if (i.from.startsWith('#kernel/') && !vocabularies.includes(i.from))
        for (const name of i.names)
          if (!exported.has(name) && !f.startsWith('test/') && !pastTheDoor[`${i.from.slice(8)}.${name}`])
            faults.push(
              `${f}:${i.line}: ${name} of ${i.from} is not behind the door; export it from src/kernel/index.ts, or give the reason in pastTheDoor`,
            )
  }
  clean(faults)
})

test('time and chance are arguments: only the clock reads the machine’s time, only entropy draws', () => {
  const faults: string[] = []
  const code = (f: string, pattern: RegExp, instead: string) => {
    // Comments may speak of what code must not do.
    const lines = read(f).split('\n')
    lines.forEach((l, i) => {
      if (!/^\s*(\/\/|\*|\/\*)/.test(l) && pattern.test(l)) faults.push(`${f}:${i + 1}: ${instead}`)
    })
  }
  for (const f of [...src, ...web, ...db]) {
    code(f, /Math\.random\b/, 'take an Entropy (src/kernel/entropy.ts), or node:crypto where it is a secret')
    if (f !== 'src/kernel/clock.ts')
      code(
        f,
        /\bDate\.now\(|new Date\(\)/,
        f.startsWith('web/') ? 'the server says what day it is' : 'take the clock or “today” as an argument',
      )
    if (/^src\/(kernel|domains|report)\//.test(f) && f !== 'src/kernel/clock.ts')
      code(
        f,
        /\bnew Date\(|\bDate\.(parse|UTC)\b|toLocale(Date|Time)String/,
        'days are LocalDate strings: use the functions of src/kernel/clock.ts',
      )
    if (/^src\/(kernel|domains)\//.test(f))
      code(
        f,
        /\bgen_random_uuid\(|\bnow\(\)::date|current_date\b/,
        'ids and days come from the request, so that a replay gives the same',
      )
  }
  for (const f of list('{test,bench}/**/*.ts'))
    if (f !== 'test/tidy.test.ts')
      code(f, /Math\.random\b/, 'use fast-check or seededEntropy, so that a failure can be repeated')
  for (const f of list('src/domains/**/*.sql')) {
    // What a view answers must not depend on the day it is asked; what triggers and defaults stamp is not hashed.
    read(f)
      .split('\n')
      .forEach((l, i) => {
        if (/\b(current_date|now\(\)|current_timestamp|random\(\))/i.test(l.replace(/--.*/, '')))
          faults.push(`${f}:${i + 1}: use the setting fadu.today, or the act’s own columns`)
      })
  }
  clean(faults)
})

/** What may be written into a statement: names and clauses made of declarations and constants. Everything else is a parameter. */
const spliced: Record<string, readonly string[]> = {
  'db/migrate.ts': ['*'], // role names and the password of the login, which PostgreSQL takes only as text; quoted
  'db/record-guard.ts': ['*'], // the text of a function and names of its own
  'src/kernel/access.ts': ['*'], // the one source of policies: table names of declarations, names of settings
  'src/kernel/db.ts': ['*'], // table and column names from the catalogue
  'src/kernel/derive.ts': ['*'], // table and column names from the catalogue
  'src/kernel/fitting.ts': ['shape.table'],
  'src/kernel/scan.ts': ['columns.join(', 'bounds', 'within('],
  'src/kernel/load.ts': ['handoverRow(', 'where'],
  'src/kernel/scan-worker.ts': ['snapshot.replaceAll('], // SET TRANSACTION SNAPSHOT takes no parameter
  'src/kernel/engine.ts': ['callerPredicate(', 'tables.map(', 't.table', 't.matter'],
  'src/kernel/erase.ts': ['scopePredicate('],
  'src/kernel/export.ts': ['size'],
  'src/kernel/seal.ts': ['pageSize'],
  'src/kernel/supervision.ts': ['rule.view'],
  'src/kernel/indicator.ts': [
    'view',
    'period',
    'rowsHash',
    'countingRows(',
    "above ? 'exists",
    'run.runId',
    'i.id',
    'columns',
    'once',
    'all',
  ], // COPY-like inserts: a run's own id and an indicator's
  'src/kernel/counted-rows.ts': ['view'],
  'src/server/city.ts': ['quoted', 'role.rowCount'],
  'src/server/lookups.ts': ['columns', 'column', 'view', 'l.view'], // views of declared lookups
  'src/server/matter-tables.ts': ['columns', 't.table', 'order', 'mostRows'],
  'src/server/routes-findings.ts': ['key', 'ages.', 'groups['], // what to group by, from a list of its own
  'src/server/routes-search.ts': ['table', 'column', 'perGroup'], // declared columns of names
  'src/server/work.ts': ['waiting', 'urgencyOf', 'sources[', 'conditions[', 'filtered'],
  'src/server/session.ts': ['systemRole'],
  'src/replay/enact-agencies.ts': ['SINCE'],
}
const constants = ['matterColumns', 'headColumns', 'limitColumns', 'draftColumns', 'where', 'scopeKinds.map(readRole)']

test('SQL is text with parameters: nothing a user wrote is ever spliced into a statement', () => {
  const faults: string[] = []
  const sql =
    /\b(select|insert into|delete from|from|where|set|grant|revoke|alter|create|copy|order by|truncate)\b [a-z$"(']/
  for (const f of [...src, ...db])
    each(f, (n) => {
      if (!ts.isTemplateExpression(n) || !sql.test(n.getText()) || /[\u4e00-\u9fff]/.test(n.getText())) return
      // Only what a query is made of: prose in English has no keyword followed by a table.
      if (
        !/\b(kernel|auth|pg_|select|insert into|delete from|set role|grant|revoke|alter (table|role)|create (table|role|policy|temporary))/.test(
          n.getText(),
        )
      )
        return
      for (const s of n.templateSpans) {
        const text = s.expression.getText()
        const allowed = [...constants, ...(spliced[f] ?? [])]
        if (!allowed.some((a) => a === '*' || text === a || text.startsWith(a)))
          faults.push(
            `${f}:${lineOf(s)}: \${${text.slice(0, 50)}} in a statement; pass it as a parameter ($1), or list it in test/tidy.test.ts if it is a declared name`,
          )
      }
    })
  // String addition hides from the rule above, so it is not used for statements at all.
  for (const f of src)
    each(f, (n) => {
      if (
        ts.isBinaryExpression(n) &&
        n.operatorToken.kind === ts.SyntaxKind.PlusToken &&
        ts.isStringLiteralLike(n.left) &&
        /^\s*(select|insert|update|delete)\s/i.test(n.left.text)
      )
        faults.push(`${f}:${lineOf(n)}: a statement put together with +; use one template with parameters`)
    })
  // A parameter a value: PostgreSQL takes 65,535 of them.
  for (const f of src)
    each(f, (n) => {
      if (
        ts.isCallExpression(n) &&
        ts.isPropertyAccessExpression(n.expression) &&
        n.expression.name.text === 'values' &&
        n.arguments.length === 1 &&
        n.arguments[0] &&
        !ts.isObjectLiteralExpression(n.arguments[0]) &&
        n.expression.expression.getText() !== 'Object'
      )
        faults.push(
          `${f}:${lineOf(n)}: .values(${n.arguments[0].getText().slice(0, 30)}) has one parameter a value; use json_populate_recordset or unnest`,
        )
    })
  clean(faults)
})

test('erasable TypeScript only, and no any-door out of the compiler', () => {
  const faults: string[] = []
  for (const f of [...src, ...web, ...db, ...list('{test,bench}/**/*.ts')])
    each(f, (n) => {
      const where = `${f}:${lineOf(n)}`
      if (ts.isEnumDeclaration(n)) faults.push(`${where}: no enum; a union of strings, or a const object`)
      if (ts.isModuleDeclaration(n) && !f.endsWith('.d.ts') && n.name.kind !== ts.SyntaxKind.StringLiteral)
        faults.push(`${where}: no namespace; a file is a module`)
      if (ts.isDecorator(n)) faults.push(`${where}: no decorators; a function that takes a value`)
      if (
        ts.isParameter(n) &&
        n.modifiers?.some((m) =>
          [ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ReadonlyKeyword].includes(m.kind),
        ) &&
        ts.isConstructorDeclaration(n.parent)
      )
        faults.push(`${where}: no parameter properties; assign in the constructor`)
    })
  for (const f of [...src, ...web])
    read(f)
      .split('\n')
      .forEach((l, i) => {
        if (/@ts-(ignore|nocheck)/.test(l))
          faults.push(`${f}:${i + 1}: say what the type is; @ts-expect-error with a reason where a library is wrong`)
        if (/biome-ignore(?!.*: \S)/.test(l)) faults.push(`${f}:${i + 1}: an ignored warning says why`)
      })
  clean(faults)
})

const most = 400
/** Longer files, each with its bound and its reason. */
const long: Record<string, [number, string]> = {
  'src/kernel/fold.ts': [440, 'one step judged from the form to the act, read in one piece'],
  'src/kernel/engine.ts': [730, 'the one way in is read in one piece: load, fold, write, settle'],
  'src/kernel/verify.ts': [640, 'the order of checks is the argument of the proof'],
  'src/kernel/export.ts': [640, 'one format, written and read beside each other'],
  'src/replay/live.ts': [700, 'the scenes of one day, one after another'],
  'src/kernel/seal.ts': [520, 'sealing is one critical section and its recovery'],
  'src/kernel/derive.ts': [480, 'one comparison of all tables with the acts'],
  'src/server/postgres.ts': [1100, 'the life of one server process: every state it may be found in'],
  'src/server/home.ts': [500, 'the folder, its locks and its reserve belong together'],
  'src/report/identities.ts': [800, 'one walk over the identity table'],
}
/** Declarations of a procedure are long as the statute is long; they are read beside it. */
const declarations = /^src\/domains\/[^/]+\/[a-z-]+\.ts$/
const replays = /^src\/replay\/[a-z-]+\.ts$/

test(`no file of src above ${most} lines without a reason`, () => {
  const faults: string[] = []
  for (const f of src) {
    const lines = read(f).split('\n').length
    const bound = long[f]?.[0] ?? (declarations.test(f) ? 950 : replays.test(f) ? 520 : most)
    if (lines > bound)
      faults.push(
        `${f} has ${lines} lines: split it by reason for change, or raise its bound of ${bound} with a reason`,
      )
  }
  for (const f of Object.keys(long))
    if (!src.includes(f)) faults.push(`${f} is gone: take it off the list of long files`)
  clean(faults)
})

// Put together here, so that this file itself does not contain what it looks for.
const hosts = [
  'npm' + 'js\\.(org|com)',
  'npm' + 'mirror',
  'tao' + 'bao\\.org',
  'yarn' + 'pkg\\.com',
  'js' + 'delivr',
  'un' + 'pkg\\.com',
  'cn' + 'pmjs',
].join('|')
const machine = ['/wo' + 'rk/', '/ro' + 'ot/', '/ho' + 'me/[a-z]+/', '/Us' + 'ers/', 'C:\\\\\\\\Us' + 'ers'].join('|')

test('nothing of the machine it was written on: no registry hosts, no paths, no secrets', () => {
  const faults: string[] = []
  const texts = list('**/*.{ts,tsx,mjs,js,json,md,sql,css,html,sh,tsv}').concat(
    ['.npmrc', 'fadu', 'fadu-node'].filter((f) => existsSync(join(root, f))),
  )
  assert.ok(texts.length > 100)
  for (const f of texts) {
    const text = read(f)
    const at = (m: RegExpExecArray) => `${f}:${text.slice(0, m.index).split('\n').length}`
    const host = new RegExp(hosts, 'i').exec(text)
    if (host) faults.push(`${at(host)}: the name of a package registry; leave it to the user’s own npm settings`)
    const path = new RegExp(machine).exec(text)
    if (path && f !== 'test/tidy.test.ts')
      faults.push(`${at(path)}: a path of one machine; derive it from import.meta.url, FADU_HOME or os.tmpdir()`)
    if (f.startsWith('src/')) {
      const temp = /['"`]\/tmp\//.exec(text)
      if (temp) faults.push(`${at(temp)}: use os.tmpdir()`)
    }
    const key = new RegExp('-----BEGIN [A-Z ]*PRIV' + 'ATE KEY').exec(text)
    if (key) faults.push(`${at(key)}: a private key; make one in the test`)
  }
  clean(faults)
})

test('every test can fail and none is left out', () => {
  const faults: string[] = []
  for (const f of list('test/**/*.test.ts')) {
    const text = read(f)
    if (!/assert|fc\.assert/.test(text)) faults.push(`${f}: asserts nothing`)
    each(f, (n) => {
      if (
        ts.isPropertyAccessExpression(n) &&
        ['only', 'todo'].includes(n.name.text) &&
        ['test', 'it', 'describe'].includes(n.expression.getText())
      )
        faults.push(`${f}:${lineOf(n)}: .${n.name.text} is for the moment of writing`)
      // A skip needs a condition: on this machine it may not run, elsewhere it does.
      if (ts.isPropertyAssignment(n) && n.name.getText() === 'skip' && n.initializer.kind === ts.SyntaxKind.TrueKeyword)
        faults.push(`${f}:${lineOf(n)}: a skip says when: { skip: condition && 'reason' }`)
    })
  }
  clean(faults)
})

test('documents of the house are there and short, and every domain carries what it must', () => {
  const style = read('STYLE.md')
  assert.ok(style.split('\n').length <= 90, 'STYLE.md is one page')
  const faults: string[] = []
  for (const d of readdirSync(join(root, 'src/domains'), { withFileTypes: true })) {
    if (!d.isDirectory()) continue
    for (const needed of ['index.ts', 'sql'])
      if (!existsSync(join(root, 'src/domains', d.name, needed)))
        faults.push(
          `src/domains/${d.name}: ${needed} is missing; a domain is one folder with its declaration and its numbered SQL`,
        )
  }
  for (const f of list('{src,db}/**/sql/*.sql').concat(list('db/migrations/*.sql')))
    if (!/\/\d{3}_[a-z_]+\.sql$/.test(f)) faults.push(`${f}: numbered, forward-only: 001_what.sql`)
  clean(faults)
})

test('what the lockfile names for this side of the browser runs from Node 20 on', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { engines?: unknown }> }
  const admits20 = (range: string) =>
    range.split('||').some((part) => {
      const [, sign, major] = /^\s*(\^|>=|>|~)?\s*v?(\d+|\*)/.exec(part) ?? []
      if (major === undefined || major === '*') return true
      return Number(major) === 20 || ((sign === '>=' || sign === '>') && Number(major) < 20)
    })
  const faults: string[] = []
  let asked = 0
  for (const [path, p] of Object.entries(packages)) {
    const node = (p.engines as { node?: string } | undefined)?.node
    if (node === undefined) continue
    asked++
    if (!admits20(node)) faults.push(`${path}: wants Node ${node}; take a version that runs on Node 20, or an override`)
  }
  assert.ok(asked > 50)
  clean(faults)
})
