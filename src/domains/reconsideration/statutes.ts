/** Citing functions of the pure law of reconsideration; the day of filing decides which of the two versions of the law applies. */
import { type LocalDate, localDate } from '#kernel/clock'
import { law } from '#kernel/law'

export const recon2017 = law('RECON_2017')
export const recon2023 = law('RECON_2023')
/** 行政复议法实施条例: beside the law of 2023 it only supplements, as far as it does not conflict. */
export const reconRegulation = law('REC_REG_2007')
export const litigationLaw = law('ADL_2017')
export const litigationReading = law('ADL_INT_2018')

export type ReconVersion = 'RECON_2017' | 'RECON_2023'

/** First day of the law as revised in 2023. */
export const revisedFrom: LocalDate = localDate('2024-01-01')

/** The version that a day picks. */
export const versionOn = (day: LocalDate): ReconVersion => (day < revisedFrom ? 'RECON_2017' : 'RECON_2023')
