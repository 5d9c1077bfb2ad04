// nid-webauthn-emulator as a security key on a Unix stream socket that carries bare 64-byte reports, as keydesk-key's
// does: an authenticator that is none of ours, behind CTAPHID (CTAP 2.1, section 11.2). It has no PIN and asks for no
// touch: each command is answered at once.
//   NODE_PATH=node_modules node nidkey.js SOCKET [ALGORITHM…]
// Algorithms: ES256, EdDSA, RS256. Where some are given the key also says so, which the emulator does not by itself.
"use strict";

const cbor = require("cbor");
const net = require("node:net");
const {
    AuthenticationEmulatorError, AuthenticatorEmulator, COSEAlgorithmIdentifier, PasskeysCredentialsMemoryRepository,
} = require("nid-webauthn-emulator");

const reportSize = 64;
const broadcast = 0xffffffff;
const command = { ping: 0x81, init: 0x86, cbor: 0x90, cancel: 0x91, error: 0xbf };
const error = { command: 0x01, sequence: 0x04, channel: 0x0b };
const otherFailure = 0x7f;
const canCborButNotU2f = 0x04 | 0x08;
const getInfo = 0x04;
const algorithmsOfInfo = 0x0a;

/// The emulator writes members that are not there as CBOR's "undefined", and members in any order. CTAP 2.1, section 8,
/// has neither; encodeCanonical() sees to the order.
function withoutUndefined(value) {
    if (Buffer.isBuffer(value))
        return value;
    if (Array.isArray(value))
        return value.map(withoutUndefined);
    if (value === null || typeof value !== "object")
        return value;
    const members = value instanceof Map ? [...value] : Object.entries(value);
    return new Map(members.filter(([, member]) => member !== undefined)
        .map(([name, member]) => [name, withoutUndefined(member)]));
}

class Authenticator {
    constructor(algorithms) {
        this.algorithms = algorithms.map((name) => ({ alg: COSEAlgorithmIdentifier[name], type: "public-key" }));
        this.emulator = new AuthenticatorEmulator({
            algorithmIdentifiers: algorithms.length > 0 ? algorithms : undefined,
            credentialsRepository: new PasskeysCredentialsMemoryRepository(),
        });
    }

    answer(message) {
        const parameters = message.subarray(1);
        try {
            const response = this.emulator.command({
                command: message[0], data: parameters.length > 0 ? new Uint8Array(parameters) : undefined,
            });
            const data = withoutUndefined(cbor.decodeFirstSync(Buffer.from(response.data)));
            if (message[0] === getInfo && this.algorithms.length > 0)
                data.set(algorithmsOfInfo, this.algorithms);
            return Buffer.concat([Buffer.of(response.status), cbor.encodeCanonical(data)]);
        } catch (failure) {
            if (failure instanceof AuthenticationEmulatorError)
                return Buffer.of(failure.status);
            console.error(failure);
            return Buffer.of(otherFailure);
        }
    }
}

/// One client's conversation: reports together to messages, messages in pieces to reports.
class Conversation {
    constructor(socket, authenticator, newChannel) {
        this.socket = socket;
        this.authenticator = authenticator;
        this.newChannel = newChannel;
        this.unread = Buffer.alloc(0);
        this.message = null;
        socket.on("data", (bytes) => this.read(bytes));
        socket.on("error", () => socket.destroy());
    }

    read(bytes) {
        this.unread = Buffer.concat([this.unread, bytes]);
        while (this.unread.length >= reportSize) {
            this.take(this.unread.subarray(0, reportSize));
            this.unread = this.unread.subarray(reportSize);
        }
    }

    take(report) {
        const channel = report.readUInt32BE(0);
        if (report[4] & 0x80) {
            this.message = { channel, command: report[4], size: report.readUInt16BE(5), next: 0 };
            this.message.payload = report.subarray(7);
        } else if (this.message && this.message.channel === channel) {
            if (report[4] !== this.message.next++)
                return this.send(channel, command.error, Buffer.of(error.sequence));
            this.message.payload = Buffer.concat([this.message.payload, report.subarray(5)]);
        }
        if (this.message && this.message.payload.length >= this.message.size) {
            const { command: kind, payload, size } = this.message;
            this.message = null;
            this.handle(channel, kind, Buffer.from(payload.subarray(0, size)));
        }
    }

    handle(channel, kind, payload) {
        if (kind === command.init) {
            const fresh = Buffer.alloc(4);
            fresh.writeUInt32BE(channel === broadcast ? this.newChannel() : channel);
            this.send(channel, kind, Buffer.concat([payload, fresh, Buffer.of(2, 0, 0, 0, canCborButNotU2f)]));
        } else if (channel === broadcast) {
            this.send(channel, command.error, Buffer.of(error.channel));
        } else if (kind === command.cbor) {
            this.send(channel, kind, this.authenticator.answer(payload));
        } else if (kind === command.ping) {
            this.send(channel, kind, payload);
        } else if (kind !== command.cancel) {
            this.send(channel, command.error, Buffer.of(error.command));
        }
    }

    send(channel, kind, payload) {
        const header = Buffer.alloc(7);
        header.writeUInt32BE(channel, 0);
        header[4] = kind;
        header.writeUInt16BE(payload.length, 5);
        this.sendReport(Buffer.concat([header, payload.subarray(0, 57)]));
        for (let at = 57, sequence = 0; at < payload.length; at += 59, ++sequence) {
            const next = Buffer.concat([header.subarray(0, 4), Buffer.of(sequence), payload.subarray(at, at + 59)]);
            this.sendReport(next);
        }
    }

    sendReport(bytes) {
        this.socket.write(Buffer.concat([bytes, Buffer.alloc(reportSize - bytes.length)]));
    }
}

const [path, ...algorithms] = process.argv.slice(2);
const authenticator = new Authenticator(algorithms);
let lastChannel = 0;
net.createServer((socket) => new Conversation(socket, authenticator, () => ++lastChannel))
    .listen(path, () => console.log(`nid is ready: ${path}`));
