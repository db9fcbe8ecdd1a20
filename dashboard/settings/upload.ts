// Sends a file and tells how much has gone; fetch does not tell that, the older request does.

export interface Complaint {
  /** Null where it is not about one line. */
  line: number | null;
  field: string;
  detail: string;
}

export type Uploaded<T> =
  | { ok: true; value: T }
  | { ok: false; detail: string; complaints: readonly Complaint[] };

/** `told` hears shares from 0 to 1. */
export function upload<T>(
  url: string,
  file: File,
  told: (share: number) => void,
): Promise<Uploaded<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("content-type", "application/x-ndjson");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
    request.upload.onload = () => told(1);
    request.onload = () =>
      resolve(
        request.status === 200
          ? { ok: true, value: request.response as T }
          : refusalOf(request.status, request.response),
      );
    request.onerror = () => resolve({ ok: false, detail: LOST, complaints: [] });
    request.send(file);
  });
}

const LOST = "The connection was lost. Nothing was imported; try again.";

function refusalOf<T>(status: number, read: unknown): Uploaded<T> {
  const { detail, errors } = Object(read ?? {}) as { detail?: string; errors?: unknown };
  return {
    ok: false,
    detail: detail ?? `The server answered ${status}. Nothing was imported.`,
    complaints: (Array.isArray(errors) ? errors : []).map((one) => ({
      line: typeof one.line === "number" ? one.line : null,
      field: String(one.field ?? ""),
      detail: String(one.detail ?? ""),
    })),
  };
}
