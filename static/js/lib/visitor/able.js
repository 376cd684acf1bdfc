/* Can this browser keep what is written here locked, and hide it? Our sheets are in layers:
   a browser that does not know these draws nothing of them. */
export function able(page) {
  const { isSecureContext, crypto, WebSocket, BroadcastChannel, CSSLayerBlockRule } = page;
  const parts = [crypto?.subtle, WebSocket, BroadcastChannel, CSSLayerBlockRule];
  return Boolean(isSecureContext && parts.every(Boolean));
}
