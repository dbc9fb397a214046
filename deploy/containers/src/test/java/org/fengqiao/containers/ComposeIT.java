package org.fengqiao.containers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.config.SSLConfig;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.Person;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

/** The commands of {@code deploy/compose}, as its README says them, on a port and in a project of their own. */
@Tag("core")
@ExtendWith(Progress.class)
class ComposeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static int port;
    private static Tokens tokens;
    private static KeyStore trusted;

    @BeforeAll
    static void up() throws Exception {
        Images.require();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        tokens = new Tokens(TokenKeys.keptIn(folder), Clock.systemUTC());
        Checkout.run(
                "deploy/compose/up",
                "--project",
                project(),
                "--port",
                Integer.toString(port),
                "--secrets",
                folder.resolve("secrets").toString(),
                "--token-key",
                folder.resolve("token-public-key.base64").toString());
        // The certificate signs itself, so it is the one to trust; the name in it is checked.
        trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var certificate = Files.newInputStream(folder.resolve("secrets/edge.crt"))) {
            trusted.setCertificateEntry(
                    "edge", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
    }

    private static String project() {
        return "fengqiao-test-" + ProcessHandle.current().pid();
    }

    @AfterAll
    static void down() throws Exception {
        if (port != 0) {
            Checkout.runWith(
                    Map.of(
                            "COMPOSE_PROJECT_NAME",
                            project(),
                            "FENGQIAO_SECRETS",
                            folder.resolve("secrets").toString()),
                    "deploy/compose/compose",
                    "down",
                    "--volumes");
        }
    }

    @Test
    void callersReachTheServicesOverTlsAndNothingElse() throws IOException {
        var registered = as("clerk")
                .body(Map.of(
                        "channel",
                        "WINDOW",
                        "applicants",
                        List.of(Map.of("name", "王秀英", "phone", "13947200001")),
                        "respondents",
                        List.of(Map.of("name", "李建国")),
                        "summary",
                        "楼上卫生间漏水",
                        "categoryHint",
                        "NEIGHBOUR",
                        "place",
                        Map.of("district", "昆都仑区", "street", "少先路街道")))
                .post("/intake/cases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var caseId = registered.getString("caseId");
        assertThat(registered.getString("status")).isEqualTo("ACCEPTED");

        Answers.await(
                "routing has assigned it",
                PATIENCE,
                () -> as("dispatcher")
                        .get("/routing/cases/" + caseId)
                        .jsonPath()
                        .getString("status")
                        .equals("ASSIGNED"));
        Answers.await(
                "analytics tells its history",
                PATIENCE,
                () -> !as("analyst")
                        .get("/analytics/cases/" + caseId + "/history")
                        .jsonPath()
                        .getList("items")
                        .isEmpty());

        // What a caller says about itself and its way is not believed, and what is for operators is not shown.
        as("clerk").get("/intake/q/metrics").then().statusCode(404);
        as("clerk").get("/somewhere").then().statusCode(404);
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/master.key")))
                .hasSize(2);
    }

    private static RequestSpecification as(String role) {
        return given().config(
                        RestAssured.config().sslConfig(SSLConfig.sslConfig().trustStore(trusted)))
                .baseUri("https://localhost:" + port)
                .auth()
                .oauth2(tokens.sign(Person.ofTheCity(role, role), Duration.ofHours(1)))
                .contentType("application/json");
    }
}
