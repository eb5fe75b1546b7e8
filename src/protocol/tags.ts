export interface Tag {
  Key: string | undefined
  Value: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export interface TagResourceInput {
  ResourceArn: string | undefined
  Tags: Tag[] | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export interface UntagResourceInput {
  ResourceArn: string | undefined
  TagKeys: string[] | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export interface ListTagsOfResourceInput {
  ResourceArn: string | undefined
  NextToken?: string | undefined
}
export interface ListTagsOfResourceOutput {
  Tags?: Tag[] | undefined
  NextToken?: string | undefined
}
