package org.fengqiao.embedded;

import java.util.Locale;

/** Part that can run in this process, alone or together with the others. */
public enum Part {
    /** The database server with one database per service. */
    POSTGRES("PostgreSQL"),
    /** One broker that is its own controller. */
    KAFKA("Kafka"),
    /** One worker of Kafka Connect with the connectors of all publishing services. */
    CONNECT("Kafka Connect");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** The name that people are told. */
    public String title() {
        return title;
    }

    /** The name in options, files and settings, for example {@code postgres}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
