/** What the command line's library says in English, in the operator's words. */
import type { Command, Help, OutputConfiguration } from 'commander'
import { Help as StandardHelp } from 'commander'

/** Each form of its messages, and ours. What is not known is passed on as it is. */
const messages: readonly [RegExp, (...found: string[]) => string][] = [
  [/^error: unknown command '(.*)'/, (name) => `没有“${name}”这个命令。`],
  [/^error: unknown option '(.*)'/, (name) => `没有“${name}”这个选项。`],
  [/^error: missing required argument '(.*)'/, (name) => `缺少参数 <${name}>。`],
  [/^error: option '(.*)' argument missing/, (flags) => `选项 ${flags} 后面缺少它的值。`],
  [/^error: required option '(.*)' not specified/, (flags) => `必须写明选项 ${flags}。`],
  [
    /^error: too many arguments.* Expected (\d+) arguments? but got (\d+)/,
    (n, got) => `参数多了：应有 ${n} 个，写了 ${got} 个。`,
  ],
  [/^error: (.*) cannot be used with (.*)/, (a, b) => `${a} 不能与 ${b} 一起用。`],
]

/** A message of the library in our words. */
export function inWords(text: string): string {
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(text)?.[1]
  for (const [pattern, say] of messages) {
    const found = pattern.exec(text)
    if (found) return `${say(...found.slice(1))}${meant ? `是不是要写 ${meant}？` : ''}\n`
  }
  return text
}

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Global Options:': '通用选项：',
}

const output: OutputConfiguration = { outputError: (text, write) => write(inWords(text)) }
const standard = new StandardHelp()
const help: Partial<Help> = {
  styleTitle: (title) => titles[title] ?? title,
  styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
  subcommandTerm: (command) =>
    standard.subcommandTerm(command).replace('[options]', '[选项]').replace('[command]', '[命令]'),
  optionDescription: (option) => standard.optionDescription(option).replace(/\(default: "(.*)"\)/, '（默认 $1）'),
}

/** Lets a command, and those made from it afterwards, speak in these words. */
export const speakChinese = (program: Command): Command =>
  program
    .configureOutput(output)
    .configureHelp(help)
    .helpOption('-h, --help', '显示帮助')
    .showHelpAfterError('（用 --help 查看用法）')
