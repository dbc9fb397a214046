package org.fengqiao.routing.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.inbox.CaseEventReader;
import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.testing.IncomingRecord;
import org.fengqiao.kernel.testing.IncomingRecord.Lines;
import org.fengqiao.kernel.testing.SpoiltJson;
import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.District;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.SupervisionRules;
import org.fengqiao.routing.model.Units;

/** Whatever an event of another service holds, reading it has a result, and what is not understood says so. */
class CommonLogPropertiesTest {

    private static final List<String> FOLLOWED = List.of("intake", "mediation", "petition");

    private static final Units UNITS = Directory.of(List.of(DataFile.read("districts/kundulun.yaml", District.class)))
            .shippedUnits();

    private final CaseEventReader<RoutingCommand> reader = new CaseEventReader<>(
            CommonLog.followed(KeyRings.none(), DataFile.read("supervision.yaml", SupervisionRules.class), () -> UNITS),
            "routing",
            Json.mapper());

    private Reading<RoutingCommand> read(String type, byte[] body) {
        var reading = reader.reading(IncomingRecord.event(type, body));
        IncomingRecord.requireTold(reading);
        return reading;
    }

    @Test
    void whatAServiceWritesIsUnderstood() throws IOException {
        for (var service : FOLLOWED) {
            for (var sample : IncomingRecord.samples(service)) {
                var type = sample.getFileName().toString().replaceFirst("\\.json$", "");
                assertThat(read(type, Files.readAllBytes(sample))).as(type).isNotInstanceOf(Reading.Unreadable.class);
            }
        }
    }

    @Property(tries = 500)
    void anEventWithOneThingWrongIsReadOrSaysThatItCannotBe(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        for (var service : FOLLOWED) {
            var samples = IncomingRecord.samples(service);
            var sample = samples.get(random.nextInt(samples.size()));
            read(
                    sample.getFileName().toString().replaceFirst("\\.json$", ""),
                    SpoiltJson.spoilt(Files.readAllBytes(sample), random));
        }
    }

    /** The first line names the type, and the rest is the body. */
    @FuzzTest
    void whateverComesIsReadOrSaysThatItCannotBe(byte[] bytes) {
        var lines = Lines.of(bytes, 1);
        read(lines.words().getFirst(), lines.body());
    }
}
