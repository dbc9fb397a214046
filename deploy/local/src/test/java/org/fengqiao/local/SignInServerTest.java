package org.fengqiao.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in on one's own machine: one click, and only back to the services of this run. */
class SignInServerTest {

    private static final String PAGES = "http://localhost:9085/pages/";
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0";

    private final HttpClient browser = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private SignInServer server;

    @BeforeEach
    void start() throws IOException {
        var tokens = new Tokens(TokenKeys.keptIn(folder), Clock.systemUTC());
        server = SignInServer.start(0, tokens, List.of(9085), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.issuer() + path))
                        .header("Origin", "http://localhost:9085")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.issuer() + "/token"))
                        .POST(BodyPublishers.ofString("grant_type=authorization_code&code=" + code
                                + "&client_id=fengqiao-pages&code_verifier=" + verifier + "&redirect_uri="
                                + URLEncoder.encode(PAGES, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private String asked(String redirect) throws Exception {
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII)));
        return "response_type=code&client_id=fengqiao-pages&state=s&code_challenge_method=S256&code_challenge="
                + challenge + "&redirect_uri=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8);
    }

    private String codeOf(String role) throws Exception {
        var back = get("/as?role=" + role + "&" + asked(PAGES));
        assertThat(back.statusCode()).isEqualTo(303);
        var location = back.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(PAGES).contains("state=s");
        var code = Pattern.compile("code=([\\w-]+)").matcher(location);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    @Test
    void one_click_on_a_role_leads_to_a_token_of_that_role() throws Exception {
        assertThat(get("/authorize?" + asked(PAGES)).body()).contains("role=leader", "领导");

        var answer = exchange(codeOf("leader"), VERIFIER);

        assertThat(answer.statusCode()).isEqualTo(200);
        var token =
                new ObjectMapper().readTree(answer.body()).get("access_token").textValue();
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"groups\":[\"leader\"]", Tokens.ISSUER);
    }

    @Test
    void a_code_is_good_for_one_token() throws Exception {
        var code = codeOf("analyst");
        exchange(code, VERIFIER);

        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void whoever_did_not_begin_the_sign_in_gets_no_token_for_its_code() throws Exception {
        assertThat(exchange(codeOf("analyst"), "another-verifier").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_is_sent_to_an_address_that_is_not_of_this_run() throws Exception {
        for (var foreign : List.of(
                "https://example.org/pages/", "http://localhost:9085.example.org/pages/", "http://localhost:9085/x")) {
            assertThat(get("/authorize?" + asked(foreign)).statusCode()).isEqualTo(400);
            assertThat(get("/as?role=leader&" + asked(foreign)).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void only_pages_of_this_run_may_read_its_answers() throws Exception {
        assertThat(get("/.well-known/openid-configuration").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("http://localhost:9085");
        var foreign = browser.send(
                HttpRequest.newBuilder(URI.create(server.issuer() + "/.well-known/openid-configuration"))
                        .header("Origin", "https://example.org")
                        .build(),
                BodyHandlers.ofString());

        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_role_that_is_none_is_refused() throws Exception {
        assertThat(get("/as?role=emperor&" + asked(PAGES)).statusCode()).isEqualTo(400);
    }
}
