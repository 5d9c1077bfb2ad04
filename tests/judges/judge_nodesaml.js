// @node-saml/node-saml as the service provider: a JSON object a line, see tst_judgedsaml.cpp. Each has "options" for
// its SAML object and one of
//   "response": base64 of a Response by POST   → {"profile": …}
//   "redirect": the query of a message by Redirect → {"profile": …, "loggedOut": …}
//   "logoutRequest": base64 by POST             → {"profile": …}
//   "authorize": RelayState                     → {"url": by Redirect, "message": fields by POST}
//   "logout": a profile                         → {"url": …}
//   "metadata": certificates                    → {"metadata": XML}
// or {"error": what it says against it}.
"use strict";

const querystring = require("node:querystring");
const readline = require("node:readline");
const { SAML } = require("@node-saml/node-saml");

async function judge(question) {
    const saml = new SAML(question.options);
    if (question.response)
        return saml.validatePostResponseAsync({ SAMLResponse: question.response });
    if (question.redirect)
        return saml.validateRedirectAsync(querystring.parse(question.redirect), question.redirect);
    if (question.logoutRequest)
        return saml.validatePostRequestAsync({ SAMLRequest: question.logoutRequest });
    if (question.authorize)
        return { url: await saml.getAuthorizeUrlAsync(question.authorize, undefined, {}),
                 message: await saml.getAuthorizeMessageAsync(question.authorize, undefined, {}) };
    if (question.logout)
        return { url: await saml.getLogoutUrlAsync(question.logout, "", {}) };
    if (question.metadata) {
        const { decryption, signing } = question.metadata;
        return { metadata: saml.generateServiceProviderMetadata(decryption, signing) };
    }
    throw new Error("not a question");
}

function plain(answer) {
    if (!answer.profile)
        return answer;
    // What the library adds are functions and whole documents.
    const { getAssertionXml, getAssertion, getSamlResponseXml, ...profile } = answer.profile;
    return { ...answer, profile };
}

let last = Promise.resolve();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
    last = last.then(() => judge(JSON.parse(line))).then(plain, (error) => ({ error: error.message || String(error) }))
        .then((answer) => console.log(JSON.stringify(answer)));
});
