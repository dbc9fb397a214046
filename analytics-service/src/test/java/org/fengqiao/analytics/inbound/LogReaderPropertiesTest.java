package org.fengqiao.analytics.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.fengqiao.analytics.inbound.LogReader.Reading;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.testing.IncomingRecord;
import org.fengqiao.kernel.testing.IncomingRecord.Lines;
import org.fengqiao.kernel.testing.SpoiltJson;

/** Whatever a record of the common log holds, it is an event, or says that it cannot be read. */
class LogReaderPropertiesTest {

    private static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition");

    private final LogReader reader = new LogReader(Json.mapper());

    private void read(String type, byte[] body) {
        var record = IncomingRecord.event(type, body);
        switch (reader.read(record)) {
            case Reading.Readable(var event) -> {
                assertThat(event.type()).isEqualTo(type);
                assertThat(event.sequence()).isPositive();
                // A new projection reads it again.
                assertThat(reader.measuredAgain(type, event.data())).isEqualTo(event.measured());
            }
            case Reading.Unreadable(var code, var detail) -> {
                assertThat(code).matches("[a-z]+\\.[a-z-]+");
                assertThat(detail).hasSizeLessThan(200);
            }
        }
        assertThat(LogReader.place(record).isPresent() || !type.startsWith("fengqiao."))
                .isTrue();
    }

    @Property(tries = 500)
    void anEventWithOneThingWrongIsReadOrSaysThatItCannotBe(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        for (var service : SERVICES) {
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
