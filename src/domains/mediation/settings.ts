/** Numbers that no statute gives and that shape what is published: conventions, which a city changes here. */
export const settings = {
  /** Cells of a published table under this many disputes are merged. */
  smallestCell: 5,
} as const
