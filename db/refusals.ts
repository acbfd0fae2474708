/**
 * Writes src/procedures/refusals.gen.ts: under which rules the code of each action may refuse. A guard is a function, so what it
 * may say is read from its source: from where it begins through every function it may call, each `ctx.refuse(rule)` with the
 * rules that the argument may be. An argument that cannot be read fails, so that nothing is left out in silence.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type Runtime, Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { ActionDef, ProcedureDef } from '../src/kernel/procedure.ts'
import { cityRegistry } from '../src/server/registry.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
export const refusalsFile = new URL('../src/procedures/refusals.gen.ts', import.meta.url)

/** What of an action is run before its act stands, so that it may still refuse. */
const judging = [
  'guard',
  'needs',
  'place',
  'readers',
  'title',
  'given',
  'admits',
  'confines',
  'voids',
  'serves',
] as const

/** A function that runs: where it stands in the source, and what it holds. */
type Running = { node: ts.SignatureDeclaration; held: (path: readonly string[]) => unknown }
/** What a parameter was given, and where that expression is read. */
type Env = { params: Map<ts.Symbol, { of: ts.Expression; env: Env }>; held: Running['held'] }

/** Asks V8 where a function stands, nothing for one that is no file's, and what its scopes hold. */
function inspector() {
  const session = new Session()
  session.connect()
  const urls = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url))
  const post = (method: string, params: object = {}): any => {
    let answer: any
    session.post(method as 'Runtime.enable', params as never, (error: Error | null, result?: unknown) => {
      if (error) throw error
      answer = result
    })
    return answer
  }
  post('Debugger.enable')
  const shelf: unknown[] = []
  ;(globalThis as any).faduShelf = shelf
  const idOf = (value: unknown): string => {
    shelf[0] = value
    return post('Runtime.evaluate', { expression: 'faduShelf[0]' }).result.objectId
  }
  const propertiesOf = (objectId: string): any[] =>
    post('Runtime.getProperties', { objectId, ownProperties: true }).result
  /** What a function closes over by name, the innermost scope first; the language's own globals are none of it. */
  const variablesOf = (scopes: string): Map<string, Runtime.RemoteObject> => {
    const out = new Map<string, Runtime.RemoteObject>()
    for (const s of propertiesOf(scopes).filter((s) => /^\d+$/.test(s.name) && s.value.description !== 'Global'))
      for (const n of propertiesOf(s.value.objectId)) if (!out.has(n.name)) out.set(n.name, n.value)
    return out
  }
  return {
    /** The file and offset of a function, and a reader of the variables it closes over. */
    locate(fn: object): { file: string; line: number; column: number; held: Running['held'] } | undefined {
      const internal: Runtime.InternalPropertyDescriptor[] = post('Runtime.getProperties', {
        objectId: idOf(fn),
        ownProperties: true,
      }).internalProperties
      const of = (name: string) => internal.find((p) => p.name === name)?.value
      const at = of('[[FunctionLocation]]')?.value as any
      const url = at && urls.get(at.scriptId)
      if (!url?.startsWith('file:')) return undefined
      const { lineNumber, columnNumber } = at
      let variables: Map<string, Runtime.RemoteObject> | undefined
      return {
        file: fileURLToPath(url),
        line: lineNumber,
        column: columnNumber,
        held: (path) => {
          variables ??= variablesOf(of('[[Scopes]]')!.objectId!)
          const found = variables.get(path[0]!)
          if (!found) return undefined
          shelf[1] = undefined
          post('Runtime.callFunctionOn', {
            objectId: idOf(shelf),
            functionDeclaration: 'function (value) { this[1] = value }',
            arguments: [found.objectId ? { objectId: found.objectId } : { value: found.value }],
          })
          return path.slice(1).reduce<any>((o, k) => o?.[k], shelf[1])
        },
      }
    },
    end: () => session.disconnect(),
  }
}

const isFunction = (n: ts.Node): n is ts.SignatureDeclaration & { body?: ts.Node } =>
  ts.isFunctionDeclaration(n) || ts.isFunctionExpression(n) || ts.isArrowFunction(n) || ts.isMethodDeclaration(n)
const bare = (e: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(e) || ts.isAsExpression(e) || ts.isNonNullExpression(e) || ts.isSatisfiesExpression(e)
    ? bare(e.expression)
    : e
/** a.b.c as its names; nothing for any other expression. */
function pathOf(e: ts.Expression): { names: string[]; root: ts.Identifier } | undefined {
  const x = bare(e)
  if (ts.isIdentifier(x)) return { names: [x.text], root: x }
  if (!ts.isPropertyAccessExpression(x)) return undefined
  const before = pathOf(x.expression)
  return before && { names: [...before.names, x.name.text], root: before.root }
}

/** The rules under which each action of each version may refuse, in the order in which the procedure declares them. */
export function refusalsOf(procedures: readonly ProcedureDef[]): Record<string, Record<string, string[]>> {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    root,
  )
  const program = ts.createProgram(
    config.fileNames.filter((f) => /\/(src|test\/sample)\//.test(f)),
    config.options,
  )
  const checker = program.getTypeChecker()
  const v8 = inspector()
  const declared = new Set(procedures.flatMap((p) => Object.keys(p.refusals)))

  const known = new WeakMap<object, Running | null>()
  /** Where a function of ours stands; nothing for one of a library. Asked once of each, since V8 takes its time. */
  const runningOf = (fn: object): Running | null => {
    let running = known.get(fn)
    if (running === undefined) {
      running = find(fn)
      known.set(fn, running)
    }
    return running
  }
  const nodeOf = (fn: object): Running => {
    const running = runningOf(fn)
    if (!running) throw new Error('a guard stands outside the project')
    return running
  }
  const find = (fn: object): Running | null => {
    const place = v8.locate(fn)
    const source = place && program.getSourceFile(place.file)
    if (!source) return null
    const { file, line, column, held } = place
    const at = source.getPositionOfLineAndCharacter(line, column)
    let found: ts.SignatureDeclaration | undefined
    const visit = (n: ts.Node) => {
      if (n.pos > at || n.end <= at) return
      // Of nested functions the innermost whose head holds the place.
      if (isFunction(n) && n.body && at <= n.body.getStart() && n.getStart() <= at) found = n
      ts.forEachChild(n, visit)
    }
    visit(source)
    if (!found) throw new Error(`no function at ${file}:${line + 1}`)
    return { node: found, held }
  }
  const symbolOf = (n: ts.Node): ts.Symbol | undefined => {
    const s = checker.getSymbolAtLocation(n)
    return s && s.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(s) : s
  }
  const where = (n: ts.Node) => {
    const { line } = n.getSourceFile().getLineAndCharacterOfPosition(n.getStart())
    return `${n.getSourceFile().fileName.replace(root, '')}:${line + 1}`
  }

  /** The texts that an expression may be. */
  function textsOf(e0: ts.Expression, env: Env): string[] {
    const e = bare(e0)
    if (ts.isStringLiteralLike(e)) return [e.text]
    if (ts.isConditionalExpression(e)) return [...textsOf(e.whenTrue, env), ...textsOf(e.whenFalse, env)]
    const path = pathOf(e)
    const symbol = path && symbolOf(path.root)
    const given = symbol && env.params.get(symbol)
    if (path && given) {
      if (path.names.length === 1) return textsOf(given.of, given.env)
      const literal = bare(given.of)
      if (path.names.length === 2 && ts.isObjectLiteralExpression(literal)) {
        const p = literal.properties.find((x) => x.name?.getText() === path.names[1])
        if (p && ts.isPropertyAssignment(p)) return textsOf(p.initializer, given.env)
      }
    }
    const type = checker.getTypeAtLocation(e)
    const types = type.isUnion() ? type.types : [type]
    if (types.every((t) => t.isStringLiteral())) return types.map((t) => (t as ts.StringLiteralType).value)
    const variable = symbol?.valueDeclaration
    if (path && variable && ts.isVariableDeclaration(variable) && variable.initializer && path.names.length === 1)
      return textsOf(variable.initializer, env)
    const held = path && env.held(path.names)
    if (typeof held === 'string') return [held]
    throw new Error(`${where(e)}: which rule is ${e.getText()}? Give it a type of its rules.`)
  }

  function walk({ node, held }: Running, params: Env['params'], seen: Set<ts.Node>, out: Set<string>): void {
    const env: Env = { params, held }
    const enter = (to: Running, args: readonly ts.Expression[]) => {
      const own: Env['params'] = new Map(params)
      to.node.parameters.forEach((p, i) => {
        const s = ts.isIdentifier(p.name) ? symbolOf(p.name) : undefined
        if (s && args[i]) own.set(s, { of: args[i], env })
      })
      // With rules among its arguments it is another function at each call.
      const takesText = to.node.parameters.some((p) => !/Context|Ctx/.test(p.type?.getText() ?? '') && isTextual(p))
      if (!takesText && seen.has(to.node)) return
      if (takesText && depth > 20) return
      seen.add(to.node)
      depth++
      walk(to, own, seen, out)
      depth--
    }
    const isTextual = (p: ts.ParameterDeclaration) => {
      const t = checker.getTypeAtLocation(p)
      return (t.flags & ts.TypeFlags.StringLike) !== 0 || t.getProperties().some((x) => /rule|refus/i.test(x.name))
    }
    const functionOf = (e: ts.Expression): Running | undefined => {
      const symbol = symbolOf(ts.isPropertyAccessExpression(e) ? e.name : e)
      const d = symbol?.valueDeclaration
      if (!d || d.getSourceFile().isDeclarationFile) return undefined
      if (isFunction(d) && d.body) return { node: d, held }
      if ((ts.isVariableDeclaration(d) || ts.isPropertyAssignment(d)) && d.initializer) {
        const init = bare(d.initializer)
        if (isFunction(init)) return { node: init, held }
      }
      // Held by the closure alone: a factory's parameter, a declaration's own function.
      const path = pathOf(e)
      const value = path && env.held(path.names)
      return typeof value === 'function' ? (runningOf(value) ?? undefined) : undefined
    }
    const visit = (n: ts.Node): void => {
      if (ts.isCallExpression(n)) {
        const callee = bare(n.expression)
        const isHandedOn = ts.isIdentifier(callee) && callee.text === 'refuse' && !functionOf(callee)
        if (isHandedOn || (ts.isPropertyAccessExpression(callee) && callee.name.text === 'refuse')) {
          for (const rule of textsOf(n.arguments[0]!, env)) out.add(rule)
        } else if (ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee)) {
          const to = functionOf(callee)
          if (to) enter(to, n.arguments)
        }
        n.arguments.forEach(visit)
        ts.forEachChild(callee, visit)
        return
      }
      // A function that is handed on is run by whoever takes it.
      if (ts.isIdentifier(n) && ts.isCallExpression(n.parent) && n.parent.arguments.includes(n)) {
        const to = functionOf(n)
        if (to) enter(to, [])
      }
      ts.forEachChild(n, visit)
    }
    const body = (node as { body?: ts.Node }).body
    if (body) visit(body)
  }
  let depth = 0

  const rulesOf = (a: ActionDef): Set<string> => {
    const out = new Set<string>()
    for (const k of judging) {
      const fn = a[k]
      if (typeof fn === 'function') walk(nodeOf(fn), new Map(), new Set(), out)
    }
    return out
  }
  try {
    return Object.fromEntries(
      procedures.map((p) => {
        const byAction = Object.entries(p.actions).map(([id, a]): [string, string[]] => {
          const rules = rulesOf(a)
          for (const r of rules)
            if (!declared.has(r)) throw new Error(`${p.id} ${id} refuses under ${r}, which no procedure declares`)
          return [id, Object.keys(p.refusals).filter((r) => rules.has(r))]
        })
        return [`${p.id}@${p.version}`, Object.fromEntries(byAction.filter(([, rules]) => rules.length))]
      }),
    )
  } finally {
    v8.end()
  }
}

/** The file as it should stand. */
export function refusalsText(): string {
  const all = refusalsOf([...cityRegistry().procedures.values()].flat())
  const lines = Object.entries(all).map(([p, actions]) => {
    const own = Object.entries(actions).map(([a, rules]) => `    ${a}: [${rules.map((r) => `'${r}'`).join(', ')}],`)
    return own.length ? `  '${p}': {\n${own.join('\n')}\n  },` : `  '${p}': {},`
  })
  return `// Generated from the guards of the procedures by db/refusals.ts. Not edited by hand.\n\n/** By procedure and version: the rules under which each action may refuse. */\nexport const refusals: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {\n${lines.join('\n')}\n}\n`
}

if (import.meta.main) {
  const text = refusalsText()
  if (!process.argv.includes('--check')) writeFileSync(refusalsFile, text)
  else if (readFileSync(refusalsFile, 'utf8') !== text) {
    console.error('src/procedures/refusals.gen.ts 与各程序的检查不一致，请运行 ./fadu-node db/refusals.ts')
    process.exitCode = 1
  }
}
