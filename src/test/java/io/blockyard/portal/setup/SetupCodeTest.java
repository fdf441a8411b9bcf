package io.blockyard.portal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetupCodeTest {

    @Test
    void theCodeOfTheConsoleIsTakenHoweverItIsTyped() {
        var code = new SetupCode("BKRT-2Q7M-XVD9");
        assertThat(code.isProvenBy(" bkrt2q7m xvd9 ")).isTrue();
        assertThat(code.isProvenBy("BKRT-2Q7M-XVD8")).isFalse();
        assertThat(code.isProvenBy("")).isFalse();
    }

    @Test
    void eachStartHasItsOwn() {
        assertThat(new SetupCode().text())
                .matches("([A-Z2-9]{4}-){2}[A-Z2-9]{4}")
                .isNotEqualTo(new SetupCode().text());
    }

    @Test
    void whoGuessesTooOftenGetsNoneRight() {
        var code = new SetupCode("BKRT-2Q7M-XVD9");
        for (int guess = 0; guess < 20; guess++) {
            assertThat(code.isSpent()).isFalse();
            assertThat(code.isProvenBy("AAAA-AAAA-AAA" + guess)).isFalse();
        }
        assertThat(code.isSpent()).isTrue();
        assertThat(code.isProvenBy("BKRT-2Q7M-XVD9")).isFalse();
    }

    @Test
    void theRightCodeIsNoTry() {
        var code = new SetupCode("BKRT-2Q7M-XVD9");
        for (int refusedPassword = 0; refusedPassword < 30; refusedPassword++) {
            assertThat(code.isProvenBy("BKRT-2Q7M-XVD9")).isTrue();
        }
    }
}
