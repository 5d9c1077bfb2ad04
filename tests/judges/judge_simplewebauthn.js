// @simplewebauthn/server as the judge of a registration and an assertion: a JSON object a line, see tst_judgedapp.cpp.
// Answers {"registration": …, "assertion": …}: null where it accepts, else what it says against it. Without a registration
// that it accepts it judges no assertion.
"use strict";

const readline = require("node:readline");
const {
    SettingsService, verifyAuthenticationResponse, verifyRegistrationResponse,
} = require("@simplewebauthn/server");

async function judge({ rpId, origin, root, creation, created, request, answer }) {
    for (const identifier of ["packed", "fido-u2f"])
        SettingsService.setRootCertificates({ identifier, certificates: [root] });
    const registration = await verifyRegistrationResponse({
        response: created,
        expectedChallenge: creation.challenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: creation.authenticatorSelection.userVerification === "required",
        supportedAlgorithmIDs: creation.pubKeyCredParams.map(({ alg }) => alg),
    }).catch((error) => error);
    if (!registration.verified) {
        return { registration: registration.message || "not verified", assertion: "not judged" };
    }
    const assertion = await verifyAuthenticationResponse({
        response: answer,
        expectedChallenge: request.challenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        credential: registration.registrationInfo.credential,
        requireUserVerification: request.userVerification === "required",
    }).catch((error) => error);
    return { registration: null, assertion: assertion.verified ? null : assertion.message || "not verified" };
}

let last = Promise.resolve();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
    last = last.then(() => judge(JSON.parse(line))).then((verdict) => console.log(JSON.stringify(verdict)));
});
