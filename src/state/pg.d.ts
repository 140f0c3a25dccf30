/** What is used of the package pg, which is loaded where a state is in a database, and need not be installed otherwise. */
declare module 'pg' {
  export interface ClientConfig {
    readonly connectionString: string;
    readonly connectionTimeoutMillis: number;
    readonly query_timeout: number;
    readonly keepAlive: boolean;
    readonly application_name: string;
  }

  export interface Query {
    /** Statements of a name are planned once for each connection. */
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly unknown[];
  }

  export interface Result {
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly rowCount: number | null;
  }

  export class Client {
    constructor(config: ClientConfig);
    connect(): Promise<void>;
    query(query: Query): Promise<Result>;
    on(event: 'error', heard: (error: Error) => void): this;
    end(): Promise<void>;
  }

  const pg: { readonly Client: typeof Client };
  export default pg;
}
