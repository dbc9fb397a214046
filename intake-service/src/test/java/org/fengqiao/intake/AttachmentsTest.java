package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.documents.DocumentSweep;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;

/** The documents of a case, from the counter to their deletion. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class AttachmentsTest {

    private static final Path STORE = Path.of("target/documents");

    @Inject
    DocumentSweep sweep;

    private static RequestSpecification bringing() {
        return given().auth()
                .oauth2(Tokens.of("somebody", Map.of(), Roles.CLERK))
                .contentType("application/octet-stream");
    }

    private static ValidatableResponse handIn(String id, byte[] content) {
        return bringing()
                .header("Content-Disposition", "attachment; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.pdf")
                .body(content)
                .post("/cases/{id}/attachments", id)
                .then();
    }

    /** Returns a content that nobody else has, recognised as PDF. */
    private static byte[] pdf(int size) {
        var content = new byte[size];
        new Random().nextBytes(content);
        System.arraycopy("%PDF-1.7\n".getBytes(UTF_8), 0, content, 0, 9);
        return content;
    }

    private static byte[] read(String id, int attachment) {
        return as(Roles.CLERK)
                .get("/cases/{id}/attachments/{n}", id, attachment)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/octet-stream"))
                .header("Content-Disposition", org.hamcrest.Matchers.startsWith("attachment"))
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .asByteArray();
    }

    private static Path file(String id, int attachment) {
        String hash = as(Roles.CLERK)
                .get("/cases/{id}/attachments", id)
                .path("items.find { it.attachment == %d }.hash".formatted(attachment));
        return STORE.resolve(hash.substring(0, 2)).resolve(hash);
    }

    @Test
    void aDocumentIsHandedInListedAndReadOnRecord() {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        var content = pdf(3_000_000);
        handIn(id, content)
                .statusCode(201)
                .body("attachment", equalTo(1), "type", equalTo("PDF"), "size", equalTo(3_000_000));
        as(Roles.CLERK)
                .get("/cases/{id}/attachments", id)
                .then()
                .statusCode(200)
                .body("items.name", contains("漏水.pdf"))
                .body("items.mediaType", contains("application/pdf"))
                .body("items.by", contains("STAFF"));
        assertThat(read(id, 1)).isEqualTo(content);
        as(Roles.OPERATOR)
                .queryParam("caseId", id)
                .get("/disclosures")
                .then()
                .body("items.kinds", hasItem("NARRATIVE"));
        as(Roles.OPERATOR).get("/cases/{id}/attachments", id).then().body("items[0].name", equalTo(null));
        as(Roles.OPERATOR).get("/cases/{id}/attachments/1", id).then().statusCode(403);
        as(Roles.CLERK)
                .get("/cases/{id}/attachments/2", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("intake.no-such-attachment"));
    }

    @Test
    void aFormBringsOneToo() {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        var content = pdf(200_000);
        given().auth()
                .oauth2(Tokens.of("somebody", Map.of(), Roles.CLERK))
                .multiPart("note", "天花板")
                .multiPart("file", "C:\\scans\\ceiling.pdf", content)
                .post("/cases/{id}/attachments", id)
                .then()
                .statusCode(201);
        assertThat(read(id, 1)).isEqualTo(content);
        as(Roles.CLERK).get("/cases/{id}/attachments", id).then().body("items.name", contains("ceiling.pdf"));
        given().auth()
                .oauth2(Tokens.of("somebody", Map.of(), Roles.CLERK))
                .multiPart("note", "没有文件")
                .post("/cases/{id}/attachments", id)
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.bad-input"));
    }

    @Test
    void whatIsNoDocumentIsRefusedAndNothingIsKept() throws IOException {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        refused(handIn(id, new byte[0]), 422, "intake.empty-attachment");
        refused(handIn(id, new byte[] {'M', 'Z', 0, 1, 2, 3}), 415, "intake.unknown-attachment-type");
        var image = pdf(10_485_761);
        image[0] = (byte) 0xff;
        image[1] = (byte) 0xd8;
        image[2] = (byte) 0xff;
        refused(handIn(id, image), 413, "intake.attachment-too-large");
        assertThat(answerToAnnounced(id, 22_000_000)).startsWith("HTTP/1.1 413").contains("kernel.body-too-large");
        refused(handIn(UUID.randomUUID().toString(), pdf(100)), 404, "kernel.no-such-case");
        refused(
                bringing()
                        .header("Content-Disposition", "attachment; filename=\"" + "a".repeat(201) + "\"")
                        .body(pdf(100))
                        .post("/cases/{id}/attachments", id)
                        .then(),
                400,
                "kernel.bad-input");
        as(Roles.CLERK).get("/cases/{id}/attachments", id).then().body("items", hasSize(0));
    }

    /** Returns the answer to a file that is announced and never sent: whoever refuses its size does not read it. */
    private static String answerToAnnounced(String id, int size) throws IOException {
        try (var line = new Socket("localhost", RestAssured.port)) {
            line.getOutputStream().write("""
                            POST /cases/%s/attachments HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Content-Type: application/octet-stream\r
                            Content-Disposition: attachment; filename=\"a.pdf\"\r
                            Content-Length: %d\r
                            Connection: close\r
                            \r
                            """.formatted(id, Tokens.of("somebody", Map.of(), Roles.CLERK), size)
                    .getBytes(UTF_8));
            return new String(line.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .header("Content-Type", org.hamcrest.Matchers.startsWith("application/problem+json"))
                .body("code", equalTo(code));
    }

    @Test
    void theSameContentIsOneDocumentAndTheSameCallOneAnswer() {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        var content = pdf(50_000);
        handIn(id, content).statusCode(201).body("attachment", equalTo(1), "version", equalTo(3));
        handIn(id, content).statusCode(201).body("attachment", equalTo(1), "version", equalTo(3));
        var key = UUID.randomUUID().toString();
        for (var again = 0; again < 2; again++) {
            bringing()
                    .header("Idempotency-Key", key)
                    .body(Arrays.copyOf(content, 40_000))
                    .post("/cases/{id}/attachments", id)
                    .then()
                    .statusCode(201)
                    .body("attachment", equalTo(2));
        }
        bringing()
                .header("Idempotency-Key", key)
                .body(Arrays.copyOf(content, 30_000))
                .post("/cases/{id}/attachments", id)
                .then()
                .statusCode(422)
                .body("code", equalTo("kernel.idempotency-key-reused"));
    }

    @Test
    void aWithdrawnDocumentIsGoneForEverybodyAndThenDeleted() {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        handIn(id, pdf(50_000)).statusCode(201);
        handIn(id, pdf(50_000)).statusCode(201);
        var kept = file(id, 1);
        var withdrawn = file(id, 2);
        as(Roles.CLERK).delete("/cases/{id}/attachments/2", id).then().statusCode(200);
        as(Roles.CLERK).get("/cases/{id}/attachments/2", id).then().statusCode(404);
        assertThat(withdrawn).exists();
        sweep.sweep(Duration.ofHours(1)).await().indefinitely();
        assertThat(withdrawn).exists();
        sweep.sweep(Duration.ofSeconds(-5)).await().indefinitely();
        assertThat(withdrawn).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void whatNoEventNamesIsSweptAndADraftThatACrashLeft() throws IOException {
        var orphan = STORE.resolve("ab").resolve("ab".repeat(32));
        Files.createDirectories(orphan.getParent());
        Files.writeString(orphan, "sealed, and never recorded");
        Files.createDirectories(STORE.resolve("drafts"));
        var draft = Files.createTempFile(STORE.resolve("drafts"), "", "");
        sweep.sweep(Duration.ofHours(1)).await().indefinitely();
        assertThat(orphan).exists();
        assertThat(draft).exists();
        sweep.sweep(Duration.ofSeconds(-5)).await().indefinitely();
        assertThat(orphan).doesNotExist();
        assertThat(draft).doesNotExist();
    }

    @Test
    void noFileAndNoTableHasItInClear() throws SQLException, IOException {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        var word = "鱼缸漏水" + UUID.randomUUID();
        bringing()
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + java.net.URLEncoder.encode(word, UTF_8))
                .body((word + "\n").repeat(1000).getBytes(UTF_8))
                .post("/cases/{id}/attachments", id)
                .then()
                .statusCode(201)
                .body("type", equalTo("TEXT"));
        assertThat(Tables.everyRowOf("intake")).contains(id).doesNotContain(word);
        try (var files = Files.walk(STORE)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file)).doesNotContain(word));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoIsForgottenTakesTheDocumentsAlong() {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        handIn(id, pdf(50_000)).statusCode(201);
        var file = file(id, 1);
        as(Roles.CLERK)
                .body(Map.of("reason", "和好了"))
                .post("/cases/{id}/withdrawal", id)
                .then()
                .statusCode(200);
        var subject = as(Roles.CLERK).get("/cases/{id}", id).path("applicants[0].subjectId");
        int approval = as(Roles.CLERK)
                .body(Map.of("ground", "PURPOSE_FULFILLED", "reason", "事情已了"))
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(200)
                .extract()
                .path("approval");
        given().auth()
                .oauth2(Tokens.of("director-7", Map.of(), Roles.LEADER))
                .contentType("application/json")
                .post("/cases/{id}/approvals/{approval}/grant", id, approval)
                .then()
                .statusCode(200);
        // The key is gone at once, the bytes with the next sweep.
        for (var swept = 0; swept < 2; swept++) {
            as(Roles.CLERK)
                    .get("/cases/{id}/attachments/1", id)
                    .then()
                    .statusCode(410)
                    .body("code", equalTo("intake.attachment-erased"));
            sweep.sweep(Duration.ofSeconds(-5)).await().indefinitely();
            assertThat(file).doesNotExist();
        }
        as(Roles.CLERK).get("/cases/{id}/attachments", id).then().body("items[0].name", equalTo("[erased]"));
    }

    @Test
    void alteredBytesAreNotPassedOn() throws IOException {
        var id = register(IntakeServiceTest.COMPLETE).getString("caseId");
        handIn(id, pdf(50_000)).statusCode(201);
        var file = file(id, 1);
        var bytes = Files.readAllBytes(file);
        bytes[1_000] ^= 1;
        Files.write(file, bytes);
        assertThat(as(Roles.CLERK).get("/cases/{id}/attachments/1", id).statusCode())
                .isGreaterThanOrEqualTo(500);
    }
}
