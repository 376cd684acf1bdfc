/** A refusal with a name: `code` is part of the contract and the same in every language. */
export class E2eeError extends Error {
  constructor(code) {
    super(code);
    this.name = "E2eeError";
    this.code = code;
  }
}

export function need(condition, code) {
  if (!condition) throw new E2eeError(code);
}

/** Platform failures carry no detail on purpose: which check failed is nobody's business. */
export async function refuse(code, work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof E2eeError) throw error;
    throw new E2eeError(code);
  }
}
