import type { Role } from './roles.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of a provider once read; `simulated` when its address is not given. */
export interface ProviderConfig {
  readonly simulated: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** Last day (`AAAA-MM-JJ`) of what it gave us to speak with it, when the operator has said so. */
  readonly endsOn: string | null;
}

export interface TlsConfig {
  readonly certFile: string;
  readonly keyFile: string;
  readonly min: '1.2' | '1.3';
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** What people call the provider. */
  readonly label: string;
  /** Refuses an answer of userinfo that is not a signed JWT. */
  readonly signedUserinfo: boolean;
}

export interface Config {
  /** What this process does of the service. */
  readonly roles: ReadonlySet<Role>;
  /** At least one provider is simulated: here, or at the node that has the gateway. */
  readonly sandbox: boolean;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** Null: HTTP, behind whoever ends TLS. */
  readonly tls: TlsConfig | null;
  readonly varDir: string;
  readonly limitsFile: string;
  readonly brandFile: string;
  readonly networkFile: string;
  readonly mentionsFile: string;
  readonly announcementsFile: string;
  readonly databaseUrl: string | null;
  /** Where every node finds documents; null when they stay in the folder of the node that made them. */
  readonly s3: {
    readonly endpoint: string;
    readonly bucket: string;
    readonly prefix: string;
    readonly region: string;
    readonly accessKey: string;
    readonly secretKey: string;
  } | null;
  /** Where nodes count together; null when each counts alone. */
  readonly redis: { readonly urls: readonly string[]; readonly cluster: boolean } | null;
  /** The first signs; null = to be found or made under `varDir`. */
  readonly jetonSecrets: readonly { readonly kid: string; readonly secret: string }[] | null;
  readonly trustedProxies: readonly string[];
  readonly strictTraceability: boolean;
  readonly deadlineMs: number;
  readonly documentLifeSeconds: number;
  readonly documentMaxBytes: number;
  readonly metrics: { readonly host: string; readonly port: number; readonly chosen: boolean };
  readonly probes: { readonly run: boolean; readonly url: string; readonly file: string | null };
  /** Without a server, mails are files under `varDir`. */
  readonly mail: {
    readonly smtpUrl: string | null;
    readonly from: { readonly name: string; readonly address: string };
  };
  /** Who is told of each ticket. */
  readonly supportEmails: readonly string[];
  /** Where alerts to operators leave to; kept and logged whatever these are. */
  readonly alerts: {
    readonly emails: readonly string[];
    readonly webhook: { readonly url: string; readonly secret: string } | null;
    readonly digest: 'utile' | 'toujours' | 'non';
  };
  readonly oidc: OidcConfig | null;
  readonly logLevel: string;
  readonly providers: ReadonlyMap<string, ProviderConfig>;
}
