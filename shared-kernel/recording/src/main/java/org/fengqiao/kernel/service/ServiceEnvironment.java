package org.fengqiao.kernel.service;

import java.time.InstantSource;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.legalclock.LegalClock;

/**
 * Environment that the kernel gives every service: its database, its clocks, JSON, and the protection of what it
 * records.
 */
@Singleton
public class ServiceEnvironment {

    private final Mutiny.SessionFactory sessions;
    private final LegalClock legalClock;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final RecordProtection protection;

    /**
     * The environment of a service.
     *
     * @param legalClock decides about its deadlines
     * @param clock the time it goes by
     */
    public ServiceEnvironment(
            Mutiny.SessionFactory sessions,
            LegalClock legalClock,
            InstantSource clock,
            ObjectMapper json,
            RecordProtection protection) {
        this.sessions = sessions;
        this.legalClock = legalClock;
        this.clock = clock;
        this.json = json;
        this.protection = protection;
    }

    Mutiny.SessionFactory sessions() {
        return sessions;
    }

    LegalClock legalClock() {
        return legalClock;
    }

    InstantSource clock() {
        return clock;
    }

    ObjectMapper json() {
        return json;
    }

    RecordProtection protection() {
        return protection;
    }
}
