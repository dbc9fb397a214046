package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Commands say what they were made to say: no log of a library stands between. */
class CommandLinesTest {

    private static final Logger LIBRARY = Logger.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig");

    /** A command whose library tells how it is configured, warns and fails. */
    @Command(name = "talkative")
    static final class Talkative implements Runnable {
        @Override
        public void run() {
            LIBRARY.info("ConsumerConfig values:");
            LIBRARY.warning("These configurations were supplied but are not used yet");
            LIBRARY.severe("out of order");
        }
    }

    @Test
    void aLibraryIsNotHeardWhileACommandRunsUnlessItIsSevere() {
        var heard = new ArrayList<Level>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord told) {
                heard.add(told.getLevel());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        var before = root.getLevel();
        root.addHandler(handler);
        try {
            assertThat(CommandLines.of(new Talkative()).execute()).isZero();
            assertThat(heard).isEqualTo(List.of(Level.SEVERE));
            assertThat(root.getLevel()).isEqualTo(before);
        } finally {
            root.removeHandler(handler);
        }
    }
}
