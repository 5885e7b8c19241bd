/**
 * Runs first in a page whose policy requires Trusted Types: lets scripts and workers of this site be loaded by their address,
 * as frameworks do, and refuses every other. Markup has a policy of its own (lib/browser/platform/trusted-html.ts).
 */
export const TRUSTED_TYPES_SCRIPT = `try{window.trustedTypes&&trustedTypes.createPolicy("default",{createScriptURL:function(u){if(new URL(u,location.href).origin!==location.origin)throw new TypeError(u);return u}})}catch(e){}`;
