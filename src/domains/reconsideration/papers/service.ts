/** R35: the receipt of a service. */
import { dateOr } from '#kernel/blocks'
import { serviceWays } from '#kernel/paper-actions'
import { paperOf } from './common.ts'

export const receiptPapers = paperOf({
  id: 'serviceReceipt',
  label: '送达回证',
  ground: 'serve',
  opening: () => '下列文书已经送达：',
  rows: (act) => [
    ['文书', act.given.paperTitle || '（无文号）'],
    ['受送达人', act.payload.recipient],
    ['送达方式', serviceWays[act.payload.way as keyof typeof serviceWays]],
    ['送达日', dateOr(act.payload.on)],
  ],
  signers: [
    { label: '受送达人', mark: 'any' },
    { label: '送达人', mark: 'sign' },
  ],
})
