/* What a visitor's page knows of its conversation; told() gives the next state. */
export const BEGIN = Object.freeze({
  phase: "waiting",
  name: null,
  ahead: null,
  endProposed: false,
});

// Who came back with a return code goes on in a conversation that had ended.
const BACK = new Set(["returned", "claimed"]);

const STEPS = {
  place: (state, { ahead }) => (state.phase === "talking" ? state : { ...state, ahead }),
  claimed: (state) => ({ ...state, phase: "claimed", ahead: null }),
  returned: (state) => ({ ...state, phase: "returned", name: null, endProposed: false }),
  end_proposed: (state) => ({ ...state, endProposed: true }),
  ended: (state) => ({ ...state, phase: "over", endProposed: false }),
  left: (state) => ({ ...state, phase: "over", endProposed: false }),
  "control:joined": (state, { n }) => ({ ...state, phase: "talking", name: n }),
  "control:left": (state) => ({ ...state, phase: "returned", name: null }),
  // Whoever writes on does not want to stop: the server takes the proposal back too.
  wrote: (state) => ({ ...state, endProposed: false }),
};

export function told(state, name, facts = {}) {
  if (state.phase === "over" && !BACK.has(name)) return state;
  return STEPS[name]?.(state, facts) ?? state;
}
