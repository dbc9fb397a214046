package org.fengqiao.intake.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.fengqiao.kernel.crypto.Suite;

/**
 * Signatures of requests to a store that speaks the S3 protocol (AWS Signature Version 4, in the header {@code
 * Authorization}).
 *
 * @param region such as {@code us-east-1}; a store of one's own mostly takes any
 * @param accessKey the name of the secret
 */
record RequestSignature(String region, String accessKey, String secret) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * Returns the headers that a request is sent with beside {@code host}, its signature among them.
     *
     * @param path as it is sent, each part encoded
     * @param query not encoded
     * @param headers further ones that are signed, in lower case; {@code host} among them
     * @param payloadHash SHA-256 of the body, in hexadecimal
     */
    SortedMap<String, String> headers(
            String method,
            String path,
            SortedMap<String, String> query,
            Map<String, String> headers,
            String payloadHash,
            Instant at) {
        var time = TIME.format(at);
        var all = new TreeMap<>(headers);
        all.put("x-amz-content-sha256", payloadHash);
        all.put("x-amz-date", time);
        var signed = String.join(";", all.keySet());
        var request = String.join(
                "\n",
                method,
                path,
                query(query),
                all.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining()),
                signed,
                payloadHash);
        var scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(digest(request)));
        all.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(accessKey, scope, signed, hex(authenticate(key(time.substring(0, 8)), toSign))));
        all.remove("host");
        return all;
    }

    /** Returns the query as it is signed and sent. */
    static String query(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private byte[] key(String day) {
        var ofDay = authenticate(("AWS4" + secret).getBytes(UTF_8), day);
        return authenticate(authenticate(authenticate(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] authenticate(byte[] key, String text) {
        return Suite.INTERNATIONAL.authenticate(key, text.getBytes(UTF_8));
    }

    private static byte[] digest(String text) {
        return Suite.INTERNATIONAL.digest(text.getBytes(UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "RequestSignature[" + region + ", " + accessKey + "]";
    }
}
