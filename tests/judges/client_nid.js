// nid-webauthn-emulator as browser and authenticator in one: {"create": options} or {"get": options}, a JSON object a
// line; answers with the response.
//   client_nid.js ORIGIN ALGORITHM
"use strict";

const readline = require("node:readline");
const {
    AuthenticatorEmulator, default: WebAuthnEmulator, PasskeysCredentialsMemoryRepository,
} = require("nid-webauthn-emulator");

const [origin, algorithm] = process.argv.slice(2);
const client = new WebAuthnEmulator(new AuthenticatorEmulator({
    algorithmIdentifiers: [algorithm], credentialsRepository: new PasskeysCredentialsMemoryRepository(),
}));
readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const order = JSON.parse(line);
    const response = order.create ? client.createJSON(origin, order.create) : client.getJSON(origin, order.get);
    console.log(JSON.stringify(response));
});
