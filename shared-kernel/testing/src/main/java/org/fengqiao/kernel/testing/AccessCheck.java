package org.fengqiao.kernel.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.jurisdiction.Reach.Scope;
import org.fengqiao.kernel.testing.Call.Admission;

/**
 * Complete check of who may see and do what in a service: every call of its code with every role, and with tokens of
 * other places. What is found is the table in {@code docs/access}, which is written by this test.
 */
public abstract class AccessCheck {

    /** District of the test's case. */
    protected static final String DISTRICT = "昆都仑区";
    /** The street it is in. */
    protected static final String STREET = "少先路街道";

    private static final List<String> ROLES = Stream.of(Roles.class.getFields())
            .map(AccessCheck::constant)
            .sorted()
            .toList();
    private static final List<String> OF_A_UNIT = List.of(Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT);

    private final List<Call> calls = Call.of(getClass().getPackageName());

    /** A case that this service knows, in {@link #STREET} of {@link #DISTRICT}. */
    protected abstract UUID aCase();

    /** The unit that holds the case; null if none does. */
    protected abstract @Nullable String unit();

    /** Lists and searches in which the case can be seen: their paths with parameters, and the role that asks. */
    protected abstract Map<String, String> whereItIsListed();

    private static String constant(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the table

    @Test
    void theTableInTheDocumentationIsWhatTheCodeSays() {
        var service = getClass().getPackageName().replaceFirst(".*\\.", "");
        var table = new StringBuilder("# 谁可以做什么 · Who may do what: ")
                .append(service)
                .append("\n\nWritten by the build from the code, and tested call by call with every role;"
                        + " what the columns mean stands in [access.md](../access.md).\n\n| call | reach | ")
                .append(String.join(" | ", ROLES))
                .append(" |\n|---|---|")
                .append(":-:|".repeat(ROLES.size()))
                .append('\n');
        for (var call : calls) {
            table.append("| `")
                    .append(call)
                    .append("` | ")
                    .append(reach(call))
                    .append(" | ")
                    .append(ROLES.stream()
                            .map(role -> call.admits(role) ? "●" : "")
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        Approved.document(Path.of("../docs/access", service + ".md"), table.toString());
    }

    private static String reach(Call call) {
        return call.admission() == Admission.EVERYBODY
                ? "everybody"
                : switch (call.scope()) {
                    case CASE -> "its case";
                    case CHOSEN -> "jurisdiction";
                    case CITY -> "whole city";
                    case NONE -> "no case";
                };
    }

    // ---- every call with every role

    @Test
    void everyCallIsAnsweredToTheRolesOfTheTableAndToNoOthers() {
        var wrong = new ArrayList<String>();
        for (var call : calls) {
            for (var role : ROLES) {
                var status = make(call, UUID.randomUUID(), role, Map.of("district", "*"))
                        .statusCode();
                var refused = status == 401 || status == 403;
                if (status >= 500 || refused == call.admits(role)) {
                    wrong.add(call + " as " + role + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutATokenNothingIsAnsweredButWhatIsOpenToEverybody() {
        var wrong = new ArrayList<String>();
        for (var call : calls) {
            var status = given().contentType("application/json")
                    .body("{}")
                    .request(call.method(), address(call, UUID.randomUUID()))
                    .statusCode();
            if ((status == 401) == (call.admission() == Admission.EVERYBODY)) {
                wrong.add(call + ": " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    // ---- every call with parameters that cannot be accepted

    @Test
    void oneAnswerNamesEveryParameterThatCannotBeAccepted() throws IOException {
        var document =
                Json.mapper().readTree(given().get("/q/openapi?format=json").asString());
        var caseId = aCase();
        var asked = 0;
        var wrong = new ArrayList<String>();
        for (var call : calls) {
            var sent = new TreeMap<String, String>();
            for (var parameter :
                    document.path("paths").path(call.path()).path("get").path("parameters")) {
                if (parameter.path("in").asText().equals("query") && hasForm(document, parameter)) {
                    sent.put(parameter.path("name").asText(), "?");
                }
            }
            if (!call.method().equals("GET") || sent.isEmpty() || readsItsParametersItself(call.path())) {
                continue;
            }
            asked++;
            var role = call.roles().isEmpty() ? Roles.OPERATOR : call.roles().getFirst();
            var answer = as(role, Map.of("district", "*")).queryParams(sent).get(address(call, caseId));
            if (answer.statusCode() != 400
                    || !answer.jsonPath().getList("fields.field", String.class).containsAll(sent.keySet())) {
                wrong.add("%s with %s: %d %s".formatted(call, sent.keySet(), answer.statusCode(), answer.asString()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isPositive();
    }

    /** Returns whether a call declares no parameters of its own, since which there are depends on what it is about. */
    protected boolean readsItsParametersItself(String path) {
        return false;
    }

    /** Returns whether a question mark is no value of a parameter. */
    private static boolean hasForm(JsonNode document, JsonNode parameter) {
        var schema = parameter.path("schema");
        if (schema.has("items")) {
            schema = schema.path("items");
        }
        if (schema.has("$ref")) {
            schema = document.at(schema.path("$ref").asText().substring(1));
        }
        return parameter.path("name").asText().equals("cursor")
                || schema.has("enum")
                || schema.has("format")
                || schema.has("pattern")
                || schema.path("type").toString().matches(".*(integer|boolean).*");
    }

    // ---- every call with another place's token

    @Test
    void aCaseOfAnotherPlaceIsOneThatDoesNotExist() {
        var caseId = aCase();
        var others = new ArrayList<>(List.<Map<String, Object>>of(
                Map.of("district", "东河区"),
                Map.of("district", DISTRICT, "street", "沼潭街道"),
                Map.of("district", DISTRICT, "street", STREET, "community", "友谊社区")));
        var wrong = new ArrayList<String>();
        var turn = 0;
        for (var call : about(Scope.CASE)) {
            var first = true;
            for (var role : call.roles()) {
                // One role of each call comes from every other place, the others from one in turn.
                for (var claims : first ? others : List.of(others.get(turn++ % others.size()))) {
                    expect(wrong, call, role, claims, make(call, caseId, role, claims), 404, "kernel.no-such-case");
                }
                if (unit() != null && OF_A_UNIT.contains(role)) {
                    var claims = Map.<String, Object>of("district", DISTRICT, "unit", "another-unit");
                    expect(wrong, call, role, claims, make(call, caseId, role, claims), 404, "kernel.no-such-case");
                }
                if (first) {
                    expect(
                            wrong,
                            call,
                            role,
                            Map.of(),
                            make(call, caseId, role, Map.of("district", "")),
                            403,
                            "kernel.no-jurisdiction");
                }
                first = false;
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCaseOfOnesOwnPlaceIsThere() {
        var caseId = aCase();
        var wrong = new ArrayList<String>();
        for (var call : about(Scope.CASE)) {
            for (var role : call.roles()) {
                var claims = new HashMap<String, Object>(Map.of("district", DISTRICT, "street", STREET));
                if (unit() != null) {
                    claims.put("unit", unit());
                }
                var answer = make(call, caseId, role, claims);
                if (Set.of("kernel.no-such-case", "kernel.no-jurisdiction").contains(String.valueOf(code(answer)))) {
                    wrong.add(call + " as " + role + ": " + code(answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void listsShowOnlyTheCasesOfTheCallersPlace() {
        var caseId = aCase().toString();
        assertThat(whereItIsListed()).isNotEmpty().allSatisfy((path, role) -> {
            for (var claims : List.<Map<String, Object>>of(
                    Map.of("district", "*"), Map.of("district", DISTRICT, "street", STREET))) {
                assertThat(list(path, role, claims).asString())
                        .as("%s as %s of %s", path, role, claims)
                        .contains(caseId);
            }
            for (var claims : List.<Map<String, Object>>of(
                    Map.of("district", "东河区"), Map.of("district", DISTRICT, "street", "沼潭街道"))) {
                assertThat(list(path, role, claims).asString())
                        .as("%s as %s of %s", path, role, claims)
                        .doesNotContain(caseId);
            }
            assertThat(list(path, role, Map.of("district", "")).path("code").toString())
                    .isEqualTo("kernel.no-jurisdiction");
        });
    }

    /** Asks one of {@link #whereItIsListed}. */
    protected Response list(String path, String role, Map<String, Object> claims) {
        return as(role, claims).get(path);
    }

    @Test
    void whatIsAboutTheWholeCityIsNotForADistrict() {
        var wrong = new ArrayList<String>();
        for (var call : about(Scope.CITY)) {
            for (var role : call.roles()) {
                var claims = Map.<String, Object>of("district", DISTRICT);
                expect(
                        wrong,
                        call,
                        role,
                        claims,
                        make(call, UUID.randomUUID(), role, claims),
                        403,
                        "kernel.whole-city-only");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<Call> about(Scope scope) {
        return calls.stream()
                .filter(call -> call.scope() == scope && call.admission() == Admission.ROLES)
                .toList();
    }

    private static void expect(
            List<String> wrong,
            Call call,
            String role,
            Map<String, Object> claims,
            Response answer,
            int status,
            String code) {
        if (answer.statusCode() != status || !code.equals(code(answer))) {
            wrong.add("%s as %s of %s: %d %s".formatted(call, role, claims, answer.statusCode(), code(answer)));
        }
    }

    private static @Nullable String code(Response answer) {
        return answer.contentType() != null
                        && answer.contentType().contains("json")
                        && answer.asString().startsWith("{")
                ? answer.path("code")
                : null;
    }

    /** A call of somebody in this role, with further claims. */
    protected static RequestSpecification as(String role, Map<String, Object> claims) {
        return given().auth().oauth2(Tokens.of(role + "-1", claims, role)).contentType("application/json");
    }

    private static Response make(Call call, UUID caseId, String role, Map<String, Object> claims) {
        return as(role, claims).body("{}").request(call.method(), address(call, caseId));
    }

    private static String address(Call call, UUID caseId) {
        return call.path().replace("{caseId}", caseId.toString()).replaceAll("\\{\\w+}", "1");
    }
}
