package org.fengqiao.caseload.profile;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.Partner;

/** The doors by which a dispute comes in. */
public enum Channel {
    WINDOW,
    GRID,
    HOTLINE_12345,
    ONLINE,
    DEPARTMENT,
    POLICE(Partner.POLICE),
    COURT(Partner.COURT),
    PETITION_OFFICE(Partner.PETITION_OFFICE),
    PROCURATORATE(Partner.PROCURATORATE);

    private final @Nullable Partner partner;

    Channel() {
        this.partner = null;
    }

    Channel(Partner partner) {
        this.partner = partner;
    }

    /** The partner that refers cases by this channel; empty if people come by it. */
    public Optional<Partner> partner() {
        return Optional.ofNullable(partner);
    }
}
