package org.fengqiao.kernel.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.Streams.Recorded;
import org.fengqiao.kernel.proof.Verdict.Broken;
import org.fengqiao.kernel.proof.Verdict.Intact;
import org.fengqiao.kernel.proof.Verdict.Kind;

/** Whatever single thing is done to a stream, it is found, and named at the version where it was done. */
class StreamVerifierPropertiesTest {

    @Provide
    Arbitrary<Recorded> streams() {
        return Streams.recorded(1);
    }

    @Provide
    Arbitrary<Recorded> longerStreams() {
        return Streams.recorded(3);
    }

    @Provide
    Arbitrary<Column> columns() {
        return Arbitraries.of(Column.all());
    }

    @Property
    void aStreamAsItWasRecordedIsIntact(@ForAll("streams") Recorded recorded) {
        var events = recorded.events();
        assertThat(byChain(recorded).verify(events)).isEqualTo(new Intact(events.size(), 0));
        assertThat(byMarks(recorded).verify(events)).isEqualTo(new Intact(events.size(), 0));
        assertThat(byHead(recorded).verify(events)).isEqualTo(new Intact(events.size(), events.size()));
        var first = new Head(recorded.stream(), 1, events.getFirst().link());
        assertThat(new StreamVerifier(recorded.stream(), List.of(first), null).verify(events))
                .isEqualTo(new Intact(events.size(), 1));
    }

    @Property(tries = 3000)
    void anAlteredColumnIsNamed(@ForAll("streams") Recorded recorded, @ForAll("columns") Column column) {
        var at = recorded.anyPlace();
        var event = recorded.events().get(at);
        var altered = Streams.withRow(event, column.altered(event.row(), recorded.random()));
        var events = byVersion(with(recorded.events(), at, altered));
        var expected = Broken.at(Kind.ALTERED, at + 1L, altered.row().eventId());

        assertThat(byHead(recorded).verify(events))
                .as("%s, by the head", column)
                .isEqualTo(expected);
        assertThat(byMarks(recorded).verify(events))
                .as("%s, by the marks", column)
                .isEqualTo(expected);
        if (at < recorded.events().size() - 1) {
            assertThat(byChain(recorded).verify(events))
                    .as("%s, by the chain", column)
                    .isEqualTo(expected);
        } else {
            // Nothing follows that would say whether the link or the row is genuine.
            assertThat(byChain(recorded).verify(events)).isInstanceOfSatisfying(Broken.class, broken -> {
                assertThat(broken.kind()).isIn(Kind.ALTERED, Kind.NOT_GENUINE, Kind.MISSING, Kind.INSERTED);
                assertThat(broken.version())
                        .isEqualTo(column.toString().equals("version") ? Math.min(at + 1L, broken.version()) : at + 1L);
            });
        }
    }

    @Property
    void anAlteredLinkIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.anyPlace();
        var event = recorded.events().get(at);
        var altered = new LinkedEvent(event.row(), Streams.otherDigest(recorded.random(), event.link()), event.mark());
        var events = with(recorded.events(), at, altered);
        var expected = Broken.at(Kind.ALTERED, at + 1L, event.row().eventId());

        assertThat(byHead(recorded).verify(events)).isEqualTo(expected);
        assertThat(byMarks(recorded).verify(events)).isEqualTo(expected);
    }

    @Property
    void anAlteredMarkIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.anyPlace();
        var event = recorded.events().get(at);
        var altered = new LinkedEvent(event.row(), event.link(), null);
        var last = at == recorded.events().size() - 1;

        assertThat(byMarks(recorded).verify(with(recorded.events(), at, altered)))
                .isEqualTo(Broken.at(
                        last ? Kind.REWRITTEN : Kind.ALTERED,
                        at + 1L,
                        event.row().eventId()));
    }

    @Property
    void aDeletedEventIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.anyPlace();
        var left = without(recorded.events(), at);
        var expected = Broken.at(Kind.MISSING, at + 1L, null);

        assertThat(byHead(recorded).verify(left)).isEqualTo(expected);
        if (at < recorded.events().size() - 1) {
            assertThat(byChain(recorded).verify(left)).isEqualTo(expected);
            assertThat(byMarks(recorded).verify(left)).isEqualTo(expected);
        }
    }

    @Property
    void aDeletedEventIsNamedEvenIfThoseBehindItGetItsNumber(@ForAll("streams") Recorded recorded) {
        var at = recorded.anyPlace();
        var left = Streams.renumbered(without(recorded.events(), at));

        assertThat(byHead(recorded).verify(left)).isEqualTo(Broken.at(Kind.MISSING, at + 1L, null));
    }

    @Property
    void anInsertedEventIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.random().nextInt(recorded.events().size() + 1);
        var row = Streams.row(recorded.random(), recorded.stream().caseId(), at + 1L);
        var link = Streams.otherDigest(
                recorded.random(), recorded.events().getFirst().link());
        var events = Streams.renumbered(inserted(recorded, at, new LinkedEvent(row, link, null)));
        var expected = Broken.at(Kind.INSERTED, at + 1L, row.eventId());

        assertThat(byMarks(recorded).verify(events)).isEqualTo(expected);
        if (at < recorded.events().size()) {
            assertThat(byChain(recorded).verify(events)).isEqualTo(expected);
            assertThat(byHead(recorded).verify(events)).isEqualTo(expected);
        } else {
            assertThat(byHead(recorded).verify(events)).isEqualTo(Broken.at(Kind.NOT_GENUINE, at + 1L, row.eventId()));
        }
    }

    @Property
    void anInsertedEventWhoseLinkFitsIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.random().nextInt(recorded.events().size() + 1);
        var before = new ArrayList<>(recorded.events().subList(0, at));
        Streams.append(
                recorded.stream(),
                before,
                Suite.INTERNATIONAL,
                Streams.row(recorded.random(), recorded.stream().caseId(), at + 1L));
        var forged = before.getLast();
        var events = Streams.renumbered(inserted(recorded, at, new LinkedEvent(forged.row(), forged.link(), null)));

        assertThat(byMarks(recorded).verify(events))
                .isEqualTo(Broken.at(Kind.REWRITTEN, at + 1L, forged.row().eventId()));
        if (at < recorded.events().size()) {
            assertThat(byChain(recorded).verify(events))
                    .isEqualTo(Broken.at(Kind.INSERTED, at + 1L, forged.row().eventId()));
        }
    }

    @Property
    void anEventThatIsThereTwiceIsNamed(@ForAll("streams") Recorded recorded) {
        var at = recorded.anyPlace();
        var event = recorded.events().get(at);
        var events = inserted(recorded, at + 1, event);
        var expected = Broken.at(Kind.INSERTED, at + 1L, event.row().eventId());

        assertThat(byHead(recorded).verify(events)).isEqualTo(expected);
        assertThat(byChain(recorded).verify(events)).isEqualTo(expected);
    }

    @Property
    void twoEventsThatChangedPlacesAreNamed(@ForAll("longerStreams") Recorded recorded) {
        var one = recorded.anyPlace();
        var other = (one + 1 + recorded.random().nextInt(recorded.events().size() - 1))
                % recorded.events().size();
        var first = Math.min(one, other);
        var swapped = new ArrayList<>(recorded.events());
        Collections.swap(swapped, one, other);
        var stands = swapped.get(first).row().eventId();
        var expected = Broken.at(Kind.REORDERED, first + 1L, stands);

        assertThat(byHead(recorded).verify(Streams.renumbered(swapped))).isEqualTo(expected);
        assertThat(byChain(recorded).verify(Streams.renumbered(swapped))).isEqualTo(expected);
        assertThat(byChain(recorded).verify(swapped))
                .as("with their old numbers")
                .isEqualTo(expected);
    }

    @Property
    void aRewrittenEndIsNamedByTheMarksExactlyAndByTheNextSignedHead(
            @ForAll("streams") Recorded recorded, @ForAll("columns") Column column) {
        var at = recorded.anyPlace();
        var event = recorded.events().get(at);
        var altered = Streams.withVersion(column.altered(event.row(), recorded.random()), at + 1L);
        if (altered.equals(event.row()) || !altered.caseId().equals(event.row().caseId())) {
            return;
        }
        var events =
                Streams.relinked(recorded.stream(), with(recorded.events(), at, Streams.withRow(event, altered)), at);

        assertThat(byMarks(recorded).verify(events)).isEqualTo(Broken.at(Kind.REWRITTEN, at + 1L, altered.eventId()));
        assertThat(byHead(recorded).verify(events)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.kind()).isEqualTo(Kind.REWRITTEN);
            assertThat(broken.version()).isEqualTo(1);
            assertThat(broken.upTo()).isEqualTo(events.size());
        });
        var heads = new ArrayList<Head>();
        recorded.events()
                .forEach(
                        each -> heads.add(new Head(recorded.stream(), each.row().version(), each.link())));
        assertThat(new StreamVerifier(recorded.stream(), heads, null).verify(events))
                .as("with every head signed")
                .isEqualTo(Broken.at(Kind.REWRITTEN, at + 1L, altered.eventId()));
    }

    @Property
    void aStreamThatIsPutInThePlaceOfAnotherIsFound(
            @ForAll("streams") Recorded recorded, @ForAll("streams") Recorded other) {
        Assume.that(!recorded.stream().equals(other.stream()));
        assertThat(byChain(recorded).verify(other.events())).isInstanceOf(Broken.class);
        var sameCase = new EventStream("petition", recorded.stream().caseId());
        assertThat(new StreamVerifier(sameCase, List.of(), null).verify(recorded.events()))
                .isInstanceOf(Broken.class);
    }

    private static StreamVerifier byChain(Recorded recorded) {
        return new StreamVerifier(recorded.stream(), List.of(), null);
    }

    private static StreamVerifier byMarks(Recorded recorded) {
        return new StreamVerifier(recorded.stream(), List.of(), Streams.KEY);
    }

    private static StreamVerifier byHead(Recorded recorded) {
        return new StreamVerifier(recorded.stream(), List.of(recorded.head()), null);
    }

    private static List<LinkedEvent> with(List<LinkedEvent> events, int at, LinkedEvent event) {
        var list = new ArrayList<>(events);
        list.set(at, event);
        return list;
    }

    private static List<LinkedEvent> without(List<LinkedEvent> events, int at) {
        var list = new ArrayList<>(events);
        list.remove(at);
        return list;
    }

    private static List<LinkedEvent> inserted(Recorded recorded, int at, LinkedEvent event) {
        var list = new ArrayList<>(recorded.events());
        list.add(at, event);
        return list;
    }

    /** As the database gives them. */
    private static List<LinkedEvent> byVersion(List<LinkedEvent> events) {
        var list = new ArrayList<>(events);
        list.sort(Comparator.comparingLong(event -> event.row().version()));
        return list;
    }
}
