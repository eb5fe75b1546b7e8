/** A value of a template: JSON, with the intrinsic functions as objects of one member. */
export type TemplateValue =
  string | number | boolean | readonly TemplateValue[] | { readonly [name: string]: TemplateValue }

/** The properties of a resource, or of a part of one. */
export type Properties = { readonly [name: string]: TemplateValue }

/** A resource of a template. */
export interface Resource {
  readonly Type: string
  readonly DeletionPolicy?: 'Retain'
  readonly UpdateReplacePolicy?: 'Retain'
  readonly Properties: Properties
}
