// Listens to everything that goes wrong in a page without being seen: errors on the console, exceptions that nobody
// caught, violations of the content security policy, files that could not be had.

/**
 * Watches a browser context from its first page on.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {{ allow?: RegExp[] }} [options] messages that the walkthrough causes on purpose
 * @returns {Promise<{ faults: string[], expectNone: () => void }>}
 */
export async function watch(context, { allow = [] } = {}) {
  const faults = [];
  const note = (fault) => {
    if (!allow.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  await context.exposeFunction("__evertillViolation", (text) => note(`policy: ${text}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.__evertillViolation(
        `${event.violatedDirective} blocked ${event.blockedURI || "inline"} at ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  const watchPage = (page) => {
    page.on("console", (message) => {
      if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => note(`exception: ${error.stack ?? error}`));
    page.on("crash", () => note("the page crashed"));
  };
  context.pages().forEach(watchPage);
  context.on("page", watchPage);
  const expectNone = () => {
    if (faults.length > 0) throw new Error(`the page reported faults:\n  ${faults.join("\n  ")}`);
  };
  return { faults, expectNone };
}
