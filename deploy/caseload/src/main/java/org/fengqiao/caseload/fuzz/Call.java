package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call, before it is written as bytes; each part may still be spoilt. Not thread-safe. */
final class Call {

    private final Operation operation;
    private String method;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<String> query = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private String authorization;
    private String contentType = "application/json";
    private byte[] body = new byte[0];

    Call(Operation operation, String token) {
        this.operation = operation;
        this.method = operation.method();
        this.authorization = "Bearer " + token;
    }

    Operation operation() {
        return operation;
    }

    void method(String other) {
        method = other;
    }

    /** Sets a parameter of the path, as it is written in an address. */
    void path(String parameter, String encoded) {
        path.put(parameter, encoded);
    }

    /** Adds a parameter of the query, as it is written in an address. */
    void query(String encoded) {
        query.add(encoded);
    }

    /** Adds a header, name and value, as it is sent. */
    void header(String line) {
        headers.add(line);
    }

    void authorization(String value) {
        authorization = value;
    }

    void contentType(String value) {
        contentType = value;
    }

    void body(byte[] bytes) {
        body = bytes.clone();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Returns the call as it is sent. */
    byte[] bytes() {
        var target = operation.path();
        for (var parameter : path.entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        var head = new StringBuilder()
                .append(method)
                .append(' ')
                .append(target)
                .append(query.isEmpty() ? "" : "?" + String.join("&", query))
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (!authorization.isEmpty()) {
            head.append("Authorization: ").append(authorization).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 || operation.body() != null) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        } else if (!operation.method().equals("GET")) {
            head.append("Content-Length: 0\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
