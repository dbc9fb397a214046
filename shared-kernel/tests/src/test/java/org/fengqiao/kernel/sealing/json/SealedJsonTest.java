package org.fengqiao.kernel.sealing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.CannotSeal.Because;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKey;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.master.DeafMasterKey;

/**
 * An event leaves the service with everything personal in boxes, and is read with them closed, or opened for a purpose.
 */
class SealedJsonTest {

    static final String TYPE = "fengqiao.intake.case-registered.v1";

    record Registered(
            String channel,
            List<Party> applicants,
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts,
            Map<String, Party> others) {}

    record Party(
            String partyId,
            SubjectId subject,
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber) {}

    record Unmarked(PersonalText name) {}

    final SecureRandom random = new SecureRandom();
    final SealedJson json = new SealedJson(Json.mapper(), random);
    final SubjectKeys keys = new SubjectKeys(new MasterKeys(new DeafMasterKey(), List.of()), random);
    final UUID caseId = UUID.randomUUID();
    final SubjectId theCase = SubjectId.ofCase(caseId);
    final SubjectId zhang = new SubjectId(UUID.randomUUID());
    final SubjectId li = new SubjectId(UUID.randomUUID());
    final SubjectKey zhangsKey = keys.make(zhang, 1, Suite.INTERNATIONAL);
    final SubjectKey lisKey = keys.make(li, 1, Suite.NATIONAL);
    final SubjectKey casesKey = keys.make(theCase, 1, Suite.INTERNATIONAL);
    final KeyRing all = ring(Stream.of(zhangsKey, lisKey, casesKey).toList());
    final Registered event = new Registered(
            "WINDOW",
            List.of(
                    new Party("applicant-1", zhang, text(zhang, "张三"), text(zhang, "11010519491231002X")),
                    new Party("applicant-2", li, text(li, "李四"), null)),
            text(theCase, "张三 \"和\" 李四 吵架"),
            List.of(text(theCase, "水管漏水"), text(theCase, "地板湿了"), text(theCase, "已三个月")),
            Map.of("witness", new Party("witness-1", zhang, text(zhang, "张三"), null)));

    static PersonalText text(SubjectId subject, String text) {
        return PersonalText.of(subject, text);
    }

    static KeyRing ring(List<SubjectKey> keys, SubjectId... erased) {
        return new KeyRing(Purpose.HANDLING_THE_CASE, keys, List.of(erased));
    }

    String written() {
        return json.write(event, caseId, TYPE, all);
    }

    Registered read(String data, KeyRing ring) {
        return json.read(data, Registered.class, caseId, TYPE, ring);
    }

    @Test
    void whatIsPersonalIsWrittenInBoxesAndTheRestInClear() {
        assertThat(written())
                .contains("\"channel\":\"WINDOW\"", "\"partyId\":\"applicant-1\"", "\"name\":\"box.i1.", "\"box.g1.")
                .doesNotContain("张三", "李四", "110105", "水管", "地板", "三个月", "\\u5f20");
    }

    @Test
    void withAllKeysItIsReadAsItWas() {
        assertThat(read(written(), all)).isEqualTo(event);
    }

    @Test
    void withoutKeysEveryBoxStaysClosed() {
        var closed = json.readClosed(written(), Registered.class, caseId, TYPE);
        assertThat(closed.summary()).isInstanceOf(PersonalText.Closed.class);
        assertThat(closed.undisputedFacts()).hasSize(3).allMatch(PersonalText.Closed.class::isInstance);
        assertThat(closed.applicants().getFirst().name().revealOr("")).isEmpty();
        assertThat(closed.applicants().getFirst().name().subject()).isEqualTo(zhang);
        assertThat(closed.applicants().get(1).idNumber()).isNull();
    }

    @Test
    void withOnePersonsKeyOnlyTheirBoxesOpen() {
        var lisView = read(written(), ring(List.of(lisKey)));
        assertThat(lisView.applicants().get(1).name()).isEqualTo(text(li, "李四"));
        assertThat(lisView.applicants().get(0).name()).isInstanceOf(PersonalText.Closed.class);
        assertThat(lisView.summary()).isInstanceOf(PersonalText.Closed.class);
    }

    @Test
    void whoWasErasedIsReadAsErasedAndCarriedOnAsErased() {
        var erased = ring(List.of(lisKey, casesKey), zhang);
        var now = read(written(), erased);
        assertThat(now.applicants().getFirst().name()).isEqualTo(new PersonalText.Erased(zhang));
        assertThat(now.applicants().get(1).name()).isEqualTo(text(li, "李四"));

        var again = json.write(now, caseId, "fengqiao.intake.case-accepted.v1", erased);
        assertThat(again).contains("\"name\":\"erased." + zhang + "\"");
        assertThat(json.read(again, Registered.class, caseId, "fengqiao.intake.case-accepted.v1", erased))
                .isEqualTo(now);
    }

    @Test
    void aBoxMovedToAnotherCaseTypeOrFieldIsFound() {
        var data = written();
        assertThatThrownBy(() -> json.read(data, Registered.class, UUID.randomUUID(), TYPE, all))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> json.read(data, Registered.class, caseId, TYPE.replace("v1", "v2"), all))
                .isInstanceOf(NotAuthentic.class);
        var closed = json.readClosed(data, Registered.class, caseId, TYPE);
        var facts = closed.undisputedFacts().stream()
                .map(fact -> ((PersonalText.Closed) fact).box().text())
                .toList();
        var swapped = data.replace(facts.get(0), "?")
                .replace(facts.get(1), facts.get(0))
                .replace("?", facts.get(1));
        assertThatThrownBy(() -> read(swapped, all)).isInstanceOf(NotAuthentic.class);
    }

    @Test
    void thereIsNoWayOutInClear() throws JsonProcessingException {
        refused(Because.NO_RING, () -> Json.mapper().writeValueAsString(event));
        refused(Because.NO_RING, () -> Json.mapper().valueToTree(event));
        refused(Because.NO_RING, () -> Json.mapper().convertValue(event, Map.class));
        assertThat(event.toString()).doesNotContain("张三", "李四", "110105");
        // Not even a mapper that never heard of all this.
        assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(event))
                .isInstanceOf(JsonProcessingException.class);
        var lenient =
                new ObjectMapper().disable(com.fasterxml.jackson.databind.SerializationFeature.FAIL_ON_EMPTY_BEANS);
        assertThat(lenient.writeValueAsString(event)).contains("\"summary\":{}").doesNotContain("张三", "李四", "110105");
    }

    @Test
    void whatCannotBeClosedIsNotWritten() {
        refused(Because.NO_KEY, () -> json.write(event, caseId, TYPE, ring(List.of(zhangsKey, casesKey))));
        refused(Because.ERASED, () -> json.write(event, caseId, TYPE, ring(List.of(zhangsKey, casesKey), li)));
        refused(Because.NOT_MARKED, () -> json.write(new Unmarked(text(zhang, "张三")), caseId, TYPE, all));
        var closed = json.readClosed(written(), Registered.class, caseId, TYPE);
        refused(Because.ANOTHER_CASES, () -> json.write(closed, UUID.randomUUID(), TYPE, all));
        var underThePersonsKey = new Registered("WINDOW", List.of(), text(zhang, "吵架"), List.of(), Map.of());
        refused(Because.WRONG_SUBJECT, () -> json.write(underThePersonsKey, caseId, TYPE, all));
        var underTheCasesKey = new Party("applicant-1", zhang, text(theCase, "张三"), null);
        refused(Because.WRONG_SUBJECT, () -> json.write(underTheCasesKey, caseId, TYPE, all));
    }

    @Test
    void aTextThatWasNeverClosedIsNotReadAndNotQuoted() {
        var data = "{\"name\":\"张三\"}";
        assertThatThrownBy(() -> json.readClosed(data, Party.class, caseId, TYPE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot read " + TYPE + " of case " + caseId + ": JsonMappingException")
                .hasNoCause();
        assertThatThrownBy(() -> Json.mapper().readValue(data, Party.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageNotContaining("张三");
    }

    @Test
    void aBatchKnowsWhoseKeysItNeeds() {
        assertThat(PersonalComponents.subjectsToSeal(List.of(event))).containsExactlyInAnyOrder(zhang, li, theCase);
        assertThat(SealedJson.subjectsIn(written())).containsExactlyInAnyOrder(zhang, li, theCase);
        assertThat(SealedJson.subjectsIn("{\"a\":\"box.\",\"b\":\"box.of.many.things.and.more\",\"c\":\"box."))
                .isEmpty();
    }

    @Test
    void aBoxIsReadOnlyAsPartOfItsEvent() throws JsonProcessingException {
        var party = Json.mapper().readTree(written()).at("/applicants/0");
        assertThatThrownBy(() -> Json.mapper().treeToValue(party, Party.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whoHasNoKeyCarriesABoxOnAsItIsAndWhoHasOneOpensItThere() {
        var accepted = "fengqiao.intake.case-accepted.v1";
        var claimed = "fengqiao.routing.case-claimed.v1";
        var noKeys = ring(List.of());
        var once = json.write(json.readClosed(written(), Registered.class, caseId, TYPE), caseId, accepted, noKeys);
        var twice = json.write(json.readClosed(once, Registered.class, caseId, accepted), caseId, claimed, noKeys);

        assertThat(once).contains("@" + TYPE + "#/applicants/0/name").doesNotContain("张三");
        assertThat(twice)
                .as("it tells where it was closed, however often it is passed on")
                .isEqualTo(once);
        assertThat(json.read(twice, Registered.class, caseId, claimed, all)).isEqualTo(event);
        assertThat(SealedJson.subjectsIn(twice)).containsExactlyInAnyOrder(zhang, li, theCase);
        assertThat(PersonalComponents.subjectsToSeal(
                        List.of(json.readClosed(once, Registered.class, caseId, accepted))))
                .as("nothing is new in it")
                .isEmpty();
    }

    @Test
    void aBoxThatClaimsToBeFromElsewhereDoesNotOpen() {
        var accepted = "fengqiao.intake.case-accepted.v1";
        var carried = json.write(
                json.readClosed(written(), Registered.class, caseId, TYPE), caseId, accepted, ring(List.of()));
        assertThatThrownBy(() -> json.read(
                        carried.replace("#/applicants/0/name", "#/applicants/1/name"),
                        Registered.class,
                        caseId,
                        accepted,
                        all))
                .isInstanceOf(NotAuthentic.class);
    }

    private static void refused(Because because, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("张三", "李四", "吵架"))
                .satisfies(thrown -> {
                    var cannot = thrown;
                    while (!(cannot instanceof CannotSeal) && cannot.getCause() != null) {
                        cannot = cannot.getCause();
                    }
                    assertThat(cannot)
                            .isInstanceOfSatisfying(
                                    CannotSeal.class,
                                    it -> assertThat(it.because()).isEqualTo(because));
                });
    }

    @Test
    void whatIsNotForTheReaderIsLeftOutWithItsName() {
        var told = java.util.Set.of("applicants[].name", "undisputedFacts[]");

        var written = json.write(event, caseId, TYPE, all, told::contains);

        assertThat(written)
                .doesNotContain("idNumber", "summary")
                .containsPattern("\"name\":\"box\\.")
                .containsPattern("\"undisputedFacts\":\\[\"box\\.")
                .contains("{\"witness\":{\"partyId\":\"witness-1\",\"subject\":\"" + zhang + "\"}}");
    }

    @Test
    void withoutItsRecordItIsReadWithAnythingInThePlaceOfBoxes() {
        var forgotten = ring(List.of(zhangsKey, casesKey), li);
        var tree = SealedTree.read(
                Json.mapper(),
                json.write(
                        json.read(json.write(event, caseId, TYPE, all), Registered.class, caseId, TYPE, forgotten),
                        caseId,
                        TYPE,
                        all),
                caseId,
                TYPE);

        assertThat(tree.fields())
                .extracting(SealedTree.Field::path)
                .containsExactly(
                        "applicants[].name",
                        "applicants[].idNumber",
                        "applicants[].name",
                        "summary",
                        "undisputedFacts[]",
                        "undisputedFacts[]",
                        "undisputedFacts[]",
                        "others.witness.name");
        var opened = tree.with(field -> switch (field.text()) {
            case PersonalText.Closed closed ->
                field.path().equals("applicants[].idNumber")
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(all.open(closed).revealOr("?"));
            case PersonalText.Erased _ -> java.util.Optional.of("gone");
            case PersonalText.Known _ -> throw new AssertionError("nothing is known of JSON");
        });
        assertThat(opened.at("/applicants/0/name").textValue()).isEqualTo("张三");
        assertThat(opened.at("/applicants/0").has("idNumber")).isFalse();
        assertThat(opened.at("/applicants/1/name").textValue()).isEqualTo("gone");
        assertThat(opened.at("/undisputedFacts/2").textValue()).isEqualTo("已三个月");
        assertThat(opened.at("/channel").textValue()).isEqualTo("WINDOW");
    }
}
