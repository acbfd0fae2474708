/** Names of files as people give them: made harmless when they come in, and written into a header when they go out. */

/** What reorders, hides or joins characters without being seen: a name must read as it is. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu
/** Names that Windows keeps for devices, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i
const mostCharacters = 120
const mostExtension = 12

/**
 * A name that every desktop can save: no path, no control or direction characters, no device name, at most 120 characters
 * with the extension kept. Never empty, and the same when cleaned again.
 */
export function cleanName(raw: string): string {
  const last = raw.toWellFormed().replaceAll('\ufffd', '').replace(unseen, '').normalize('NFC').split(/[/\\]/).at(-1)!
  const plain = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const safe = device.test(plain) ? `_${plain}` : plain
  return shortened(safe) || '未命名'
}

function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= mostCharacters) return name
  const dot = characters.lastIndexOf('.')
  const extension = dot > 0 && characters.length - dot <= mostExtension ? characters.slice(dot) : []
  const kept = characters.slice(0, mostCharacters - extension.length).join('')
  return kept.replace(/[\s.]+$/u, '') + extension.join('')
}

/** Content-Disposition (RFC 6266) with the name in UTF-8 (RFC 8187) and a plain one for readers that know only ASCII. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = cleanName(name)
  const ascii = clean.replace(/[^ !#-$&-[\]-~]/g, '_')
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
