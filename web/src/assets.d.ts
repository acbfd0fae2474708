/** A file that the build copies beside the pages: its address. */
declare module '*?url' {
  const address: string
  export default address
}
