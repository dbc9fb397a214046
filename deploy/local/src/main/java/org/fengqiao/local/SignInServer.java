package org.fengqiao.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in for the pages on this machine: as much of OpenID Connect as they need (discovery, the code flow with PKCE),
 * with one click per role instead of a password. It listens on the loopback interface only, and sends people back to
 * the services of this run only. Thread-safe.
 */
final class SignInServer implements AutoCloseable {

    private static final Duration TOKEN_IS_VALID = Duration.ofHours(8);
    private static final Duration CODE_IS_VALID = Duration.ofMinutes(1);
    private static final String CLIENT = "fengqiao-pages";
    private static final int BAD_REQUEST = 400;

    private final HttpServer server;
    private final Tokens tokens;
    private final Set<String> origins;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final Properties people = people();

    /** Code that was handed out and not yet exchanged for a token. */
    private record Granted(String role, String redirect, String challenge, Instant until) {}

    private record Answer(int status, String type, String body, Map<String, String> headers) {}

    private SignInServer(HttpServer server, Tokens tokens, Collection<Integer> servicePorts, InstantSource clock) {
        this.server = server;
        this.tokens = tokens;
        this.origins = servicePorts.stream()
                .flatMap(port -> List.of("http://localhost:" + port, "http://127.0.0.1:" + port).stream())
                .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any free one
     * @param servicePorts of the services whose pages people may come from
     * @throws IOException if the port is taken
     */
    static SignInServer start(int port, Tokens tokens, Collection<Integer> servicePorts, InstantSource clock)
            throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var server = new SignInServer(http, tokens, servicePorts, clock);
        http.createContext("/", server::handle);
        http.setExecutor(task -> Thread.ofVirtual().name("sign-in").start(task));
        http.start();
        return server;
    }

    /** Returns the address under which browsers reach it. */
    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            var answer = answer(call);
            var origin = call.getRequestHeaders().getFirst("Origin");
            if (origin != null && origins.contains(origin)) {
                call.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
                call.getResponseHeaders().set("Vary", "Origin");
            }
            var headers = call.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'");
            answer.headers().forEach(headers::set);
            var body = answer.body().getBytes(UTF_8);
            call.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                call.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange call) throws IOException {
        var host = call.getRequestHeaders().getFirst("Host");
        var port = server.getAddress().getPort();
        // A foreign page could point a name of its own at this machine, and would be answered under that name.
        if (!("localhost:" + port).equals(host) && !("127.0.0.1:" + port).equals(host)) {
            return refused("invalid_request");
        }
        return switch (call.getRequestMethod() + " " + call.getRequestURI().getPath()) {
            case "GET /.well-known/openid-configuration" -> discovery();
            case "GET /authorize" -> choice(fields(call.getRequestURI().getRawQuery()));
            case "GET /as" -> granted(fields(call.getRequestURI().getRawQuery()));
            case "POST /token" -> token(fields(new String(call.getRequestBody().readNBytes(10_000), UTF_8)));
            default -> new Answer(404, "text/plain;charset=utf-8", "There is nothing here.\n", Map.of());
        };
    }

    private Answer discovery() throws IOException {
        var told = new LinkedHashMap<String, Object>();
        told.put("issuer", issuer());
        told.put("authorization_endpoint", issuer() + "/authorize");
        told.put("token_endpoint", issuer() + "/token");
        told.put("response_types_supported", List.of("code"));
        told.put("code_challenge_methods_supported", List.of("S256"));
        return ok("application/json", json.writeValueAsString(told));
    }

    /** Answers with the page on which one clicks a role. */
    private Answer choice(Map<String, String> asked) {
        if (!isAcceptable(asked)) {
            return refused("invalid_request");
        }
        var choices = Person.ROLES.stream()
                .filter(people::containsKey)
                .map(role -> "<li><a href=\"/as?%s\">%s</a></li>"
                        .formatted(
                                query(Map.of(
                                                "role",
                                                role,
                                                "redirect_uri",
                                                asked.get("redirect_uri"),
                                                "state",
                                                asked.getOrDefault("state", ""),
                                                "code_challenge",
                                                asked.get("code_challenge"),
                                                "response_type",
                                                "code",
                                                "client_id",
                                                CLIENT,
                                                "code_challenge_method",
                                                "S256"))
                                        .replace("&", "&amp;"),
                                people.getProperty(role)))
                .collect(Collectors.joining("\n"));
        return ok("text/html;charset=utf-8", file("page.html").replace("{people}", choices));
    }

    private boolean isAcceptable(Map<String, String> asked) {
        var redirect = asked.get("redirect_uri");
        return "code".equals(asked.get("response_type"))
                && CLIENT.equals(asked.get("client_id"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.get("code_challenge") != null
                && redirect != null
                && origins.stream().anyMatch(origin -> redirect.equals(origin + "/pages/"));
    }

    private Answer granted(Map<String, String> asked) {
        var role = asked.get("role");
        if (!isAcceptable(asked) || role == null || !people.containsKey(role)) {
            return refused("invalid_request");
        }
        codes.values().removeIf(granted -> granted.until().isBefore(clock.instant()));
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var redirect = Objects.requireNonNull(asked.get("redirect_uri"));
        codes.put(
                code,
                new Granted(
                        role,
                        redirect,
                        Objects.requireNonNull(asked.get("code_challenge")),
                        clock.instant().plus(CODE_IS_VALID)));
        var back = redirect + "?" + query(Map.of("code", code, "state", asked.getOrDefault("state", "")));
        return new Answer(303, "text/plain", "", Map.of("Location", back));
    }

    private Answer token(Map<String, String> asked) throws IOException {
        var granted = asked.get("code") == null ? null : codes.remove(asked.get("code"));
        if (granted == null
                || granted.until().isBefore(clock.instant())
                || !granted.redirect().equals(asked.get("redirect_uri"))
                || !granted.challenge().equals(challenge(asked.get("code_verifier")))) {
            return refused("invalid_grant");
        }
        var told = new LinkedHashMap<String, Object>();
        told.put("access_token", tokens.sign(person(granted.role()), TOKEN_IS_VALID));
        told.put("token_type", "Bearer");
        told.put("expires_in", TOKEN_IS_VALID.toSeconds());
        return ok("application/json", json.writeValueAsString(told));
    }

    /** Returns who acts in a role: for the whole city, or for the unit of it that the file names. */
    private Person person(String role) {
        return new Person(
                people.getProperty(role + ".subject", role),
                List.of(role),
                people.getProperty(role + ".unit"),
                people.getProperty(role + ".district", Person.WHOLE_CITY),
                people.getProperty(role + ".street"),
                null);
    }

    private static @Nullable String challenge(@Nullable String verifier) {
        if (verifier == null) {
            return null;
        }
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer ok(String type, String body) {
        return new Answer(200, type, body, Map.of());
    }

    private static Answer refused(String error) {
        return new Answer(BAD_REQUEST, "application/json", "{\"error\":\"" + error + "\"}", Map.of());
    }

    private static Map<String, String> fields(@Nullable String form) {
        var fields = new HashMap<String, String>();
        Arrays.stream(form == null ? new String[0] : form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8)));
        return fields;
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String file(String name) {
        try (var file = Objects.requireNonNull(SignInServer.class.getResourceAsStream("/sign-in/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties people() {
        var names = new Properties();
        try (var file = Objects.requireNonNull(SignInServer.class.getResourceAsStream("/sign-in/people.properties"))) {
            names.load(new InputStreamReader(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
