// Messages as the platform hands them to the queue's consumer, noting what becomes of each.

/** What became of a message: acknowledged, or to come again after so many seconds. */
export interface Fate {
  acked: boolean;
  wait: number | null;
}

export interface Delivered {
  message: Message;
  fate: Fate;
}

/** A message on its way to the consumer for the nth time. */
export function delivered(body: unknown, attempts = 1): Delivered {
  const fate: Fate = { acked: false, wait: null };
  const message: Message = {
    id: crypto.randomUUID(),
    timestamp: new Date(),
    body,
    attempts,
    ack: () => {
      fate.acked = true;
    },
    retry: (options) => {
      fate.wait = options?.delaySeconds ?? 0;
    },
  };
  return { message, fate };
}

export function batchOf(messages: readonly Delivered[]): MessageBatch {
  return {
    queue: "landed-signals",
    messages: messages.map(({ message }) => message),
    metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
    ackAll: () => undefined,
    retryAll: () => undefined,
  };
}
