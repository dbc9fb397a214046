package org.fengqiao.kernel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.crypto.UnknownSuite;

/** A box opens where it was closed, with its subject's key, and nowhere else. */
class BoxTest {

    static final SecureRandom RANDOM = new SecureRandom();
    static final UUID CASE = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    static final SubjectId ZHANG = new SubjectId(UUID.fromString("0198c0de-0000-7000-8000-00000000000a"));
    static final BoxPlace PLACE = new BoxPlace(CASE, "fengqiao.intake.case-registered.v1", "/applicants/0/name");

    static SubjectKey key(Suite suite) {
        return new SubjectKey(ZHANG, 1, suite, suite.newKey(RANDOM));
    }

    @ParameterizedTest
    @EnumSource
    void aBoxOpensWhereItWasClosed(Suite suite) {
        var key = key(suite);
        var box = Box.parse(Box.seal(key, PLACE, "张三", RANDOM).text());
        assertThat(box.open(key, PLACE)).isEqualTo("张三");
    }

    @ParameterizedTest
    @EnumSource
    void aBoxMovedToAnotherPlaceDoesNotOpen(Suite suite) {
        var key = key(suite);
        var box = Box.seal(key, PLACE, "张三", RANDOM);
        for (var elsewhere : List.of(
                new BoxPlace(UUID.randomUUID(), PLACE.type(), PLACE.field()),
                new BoxPlace(CASE, "fengqiao.intake.case-accepted.v1", PLACE.field()),
                new BoxPlace(CASE, PLACE.type(), "/applicants/1/name"),
                new BoxPlace(
                        CASE,
                        PLACE.type() + PLACE.field().charAt(0),
                        PLACE.field().substring(1)))) {
            assertThatThrownBy(() -> box.open(key, elsewhere)).isInstanceOf(NotAuthentic.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBoxGivenToAnotherSubjectOrVersionDoesNotOpen(Suite suite) {
        var key = key(suite);
        var box = Box.seal(key, PLACE, "张三", RANDOM);
        var li = new SubjectId(UUID.randomUUID());
        // The same bytes, so that nothing but the box's own word is wrong.
        var lis = new SubjectKey(li, 1, suite, key.bytes());
        var second = new SubjectKey(ZHANG, 2, suite, key.bytes());

        assertThatThrownBy(() -> new Box(suite, li, 1, box.nonce(), box.sealed()).open(lis, PLACE))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> new Box(suite, ZHANG, 2, box.nonce(), box.sealed()).open(second, PLACE))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> box.open(second, PLACE)).hasMessage("the key is not this box's");
    }

    @ParameterizedTest
    @EnumSource
    void noCharacterOfABoxCanBeAltered(Suite suite) {
        var key = key(suite);
        var text = Box.seal(key, PLACE, "张三", RANDOM).text();
        for (var at = 0; at < text.length(); at++) {
            var altered = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
            assertThatThrownBy(() -> Box.parse(altered).open(key, PLACE))
                    .isInstanceOfAny(NotAuthentic.class, IllegalArgumentException.class);
        }
    }

    @Test
    void aBoxOfAnUnknownSuiteSaysSo() {
        var text = Box.seal(key(Suite.NATIONAL), PLACE, "张三", RANDOM).text();
        assertThatThrownBy(() -> Box.parse(text.replace("box.g1.", "box.g9."))).isInstanceOf(UnknownSuite.class);
    }

    @Test
    void whatIsNoBoxIsNotQuoted() {
        for (var text : List.of("张三", "", "box.", "box.i1.张三", "box.i1.AAAA.0.AAAA.AAAA", ".....")) {
            assertThatThrownBy(() -> Box.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("张三");
        }
    }

    @Test
    void twoBoxesOfOneTextAreNotAlike() {
        var key = key(Suite.INTERNATIONAL);
        assertThat(Box.seal(key, PLACE, "张三", RANDOM).sealed())
                .isNotEqualTo(Box.seal(key, PLACE, "张三", RANDOM).sealed());
    }

    @Property(tries = 300)
    void anyTextComesBack(@ForAll String text, @ForAll Suite suite) {
        var key = key(suite);
        assertThat(Box.parse(Box.seal(key, PLACE, text, RANDOM).text()).open(key, PLACE))
                .isEqualTo(text);
    }

    @Test
    void bothSuitesLiveOnOneRing() {
        var old = key(Suite.INTERNATIONAL);
        var latest = new SubjectKey(ZHANG, 2, Suite.NATIONAL, Suite.NATIONAL.newKey(RANDOM));
        var ring = new KeyRing(Purpose.HANDLING_THE_CASE, List.of(old, latest), List.of());
        var before = Box.seal(old, PLACE, "张三", RANDOM);
        var now = ring.seal(PersonalText.of(ZHANG, "张三"), PLACE, RANDOM);

        assertThat(now.suite()).as("the latest key closes").isEqualTo(Suite.NATIONAL);
        assertThat(ring.open(before, PLACE)).isEqualTo(PersonalText.of(ZHANG, "张三"));
        assertThat(ring.open(now, PLACE)).isEqualTo(PersonalText.of(ZHANG, "张三"));
    }

    @Test
    void aRingOpensTheBoxesOfItsSubjectsAndSaysWhoIsErased() {
        var key = key(Suite.INTERNATIONAL);
        var box = Box.seal(key, PLACE, "张三", RANDOM);
        var strangers = new KeyRing(Purpose.SHOWING_TO_THE_PARTY, List.of(), List.of());
        var erased = new KeyRing(Purpose.SHOWING_TO_STAFF, List.of(key), List.of(ZHANG));

        assertThat(strangers.open(box, PLACE)).isEqualTo(new PersonalText.Closed(box, PLACE));
        assertThat(erased.open(box, PLACE)).isEqualTo(new PersonalText.Erased(ZHANG));
        assertThat(erased.subjects()).isEmpty();
        assertThatThrownBy(() -> erased.seal(PersonalText.of(ZHANG, "张三"), PLACE, RANDOM))
                .isInstanceOfSatisfying(
                        CannotSeal.class, cannot -> assertThat(cannot.because()).isEqualTo(CannotSeal.Because.ERASED));
        assertThatThrownBy(() -> strangers.seal(PersonalText.of(ZHANG, "张三"), PLACE, RANDOM))
                .isInstanceOfSatisfying(
                        CannotSeal.class, cannot -> assertThat(cannot.because()).isEqualTo(CannotSeal.Because.NO_KEY));
    }

    @Test
    void nothingShowsWhatIsInIt() {
        var key = key(Suite.INTERNATIONAL);
        var box = Box.seal(key, PLACE, "张三", RANDOM);
        var shown = String.join(
                " ",
                PersonalText.of(ZHANG, "张三").toString(),
                new PersonalText.Closed(box, PLACE).toString(),
                new PersonalText.Erased(ZHANG).toString(),
                box.toString(),
                key.toString(),
                "" + List.of(PersonalText.of(ZHANG, "张三")));
        assertThat(shown)
                .doesNotContain("张三", box.sealed(), org.fengqiao.kernel.crypto.Base64Url.encode(key.bytes()))
                .startsWith("[personal] [sealed] [erased] Box[i1, ");
    }
}
