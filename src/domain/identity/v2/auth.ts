/** Who logs in, and by what. */
export type CredentialsV2 =
  | { readonly kind: 'apiKey' | 'password'; readonly username: string; readonly secret: string }
  | { readonly kind: 'token'; readonly id: string };

/** What a login of Identity v2.0 says (`auth` of `POST /v2.0/tokens`). */
export interface AuthV2 {
  readonly credentials: CredentialsV2;
  /** The tenant that the token is wanted for, named in one of two ways. */
  readonly tenant: { readonly by: 'id' | 'name'; readonly text: string } | undefined;
}

/** How a token was got, in the words of its `methods` and of `RAX-AUTH:authenticatedBy`. Source: guide, Token response object. */
export const authenticatedBy: Readonly<Record<string, string>> = { apikey: 'APIKEY', password: 'PASSWORD' };
