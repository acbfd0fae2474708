/** The part of bpmn-moddle that is used here; the package types its elements and not itself. */
declare module 'bpmn-moddle' {
  export type ModdleElement = {
    readonly $type: string
    id: string
    get(name: string): unknown
    set(name: string, value: unknown): void
  }
  export class BpmnModdle {
    create(type: string, attributes?: Record<string, unknown>): ModdleElement
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>
    fromXML(
      xml: string,
    ): Promise<{ rootElement: ModdleElement; elementsById: Record<string, ModdleElement>; warnings: Error[] }>
  }
}
