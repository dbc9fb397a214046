package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * HTTP/1.1 spoken byte by byte: an ordinary client refuses to send most of what is sent here. Each call has a
 * connection of its own.
 */
final class HttpLine {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Za-z0-9._-]+)\"");
    private static final int PIECE = 1 << 16;

    private HttpLine() {}

    /**
     * An answer.
     *
     * @param status 0 if there was none in time
     * @param code that of the problem; empty if there is none
     * @param body what was read of the answer, headers included
     * @param took until it was read
     */
    record Answer(int status, String code, String body, Duration took) {

        boolean isAnswered() {
            return status > 0;
        }

        boolean isServersFault() {
            return status >= 500;
        }

        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return isAnswered() ? (status + " " + code).strip() : "no answer";
        }
    }

    /**
     * Sends the bytes of a call and reads the answer to its end.
     *
     * @param patience for the whole answer
     */
    static Answer send(URI service, byte[] call, Duration patience) {
        var begun = System.nanoTime();
        var read = new ByteArrayOutputStream();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), (int) patience.toMillis());
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            write(call, out, in);
            var piece = new byte[PIECE];
            while (true) {
                var left = patience.minusNanos(System.nanoTime() - begun).toMillis();
                if (left <= 0) {
                    break;
                }
                socket.setSoTimeout((int) left);
                var count = in.read(piece);
                if (count < 0) {
                    break;
                }
                read.write(piece, 0, count);
            }
        } catch (IOException _) {
            // What came before is the answer, if it is one.
        }
        return answer(read.toString(UTF_8), Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Writes the call until an answer comes: a service that refuses it by its headers does not read the body. */
    private static void write(byte[] call, OutputStream out, InputStream in) throws IOException {
        try {
            for (var at = 0; at < call.length && in.available() == 0; at += PIECE) {
                out.write(call, at, Math.min(PIECE, call.length - at));
            }
        } catch (SocketException _) {
            // The answer may be there all the same.
        }
    }

    private static Answer answer(String read, Duration took) {
        var status = STATUS.matcher(read);
        var code = CODE.matcher(read);
        return new Answer(
                status.lookingAt() ? Integer.parseInt(status.group(1)) : 0,
                code.find() ? code.group(1) : "",
                read,
                took);
    }
}
