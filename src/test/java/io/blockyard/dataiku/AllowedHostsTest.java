package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "0.0.0.0",
                "224.0.0.1",
                "2852039166",
                "[::ffff:169.254.169.254]",
                "[::169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[fd00:ec2::254%1]",
                "100.100.100.200",
                "168.63.129.16",
                "metadata.google.internal",
                "METADATA.google.internal."
            })
    void neverAsksWhereMachinesAreToldSecrets(String host) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> AllowedHosts.any().resolve(host))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[64:ff9b::a01:203]", "10.1.2.3"})
    void asksAnyOtherAddress(String host) {
        assertThatCode(() -> AllowedHosts.any().resolve(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "dss.example.org,                  dss.example.org,  10.1.2.3, true",
        "DSS.example.org,                  dss.example.org., 10.1.2.3, true",
        "dss.example.org,                  git.example.org,  10.1.2.3, false",
        "*.example.org,                    dss.example.org,  10.1.2.3, true",
        "*.example.org,                    example.org,      10.1.2.3, false",
        "*.example.org,                    badexample.org,   10.1.2.3, false",
        "10.0.0.0/8,                       dss.example.org,  10.1.2.3, true",
        "10.0.0.0/8,                       dss.example.org,  11.1.2.3, false",
        "10.1.2.3,                         10.1.2.3,         10.1.2.3, true",
        "git.example.org 10.0.0.0/8,       dss.example.org,  10.1.2.3, true",
        "169.254.0.0/16,                   dss.example.org,  169.254.1.1, true",
        "*.example.org,                    dss.example.org,  169.254.1.1, false",
        "fd12::/16,                        dss.example.org,  fd12::1, true",
        "10.0.0.0/8,                       dss.example.org,  fd12::1, false",
        "0.0.0.0/0,                        dss.example.org,  8.8.8.8, true",
    })
    void followsItsList(String list, String host, String address, boolean allowed) {
        var hosts = AllowedHosts.of(list).with(name -> new InetAddress[] {InetAddress.ofLiteral(address)});
        if (allowed) {
            assertThatCode(() -> hosts.resolve(host)).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> hosts.resolve(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8x", "1.2.3.4.5", "fd12::/200"})
    void saysWhatIsNoRange(String list) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> AllowedHosts.of(list))
                .withMessageContaining(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://dss.example.org",
                "dss.example.org",
                "http://",
                "http://user:secret@localhost",
                "http://169.254.169.254",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]",
                "http://0.0.0.0:11200",
                "http://x y"
            })
    void refusesAddressesThatNoInstanceHas(String url) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new OriginRules(AllowedHosts.any()).clean(Origin.Instance.at(url, "")))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.INVALID));
    }

    @Test
    void connectsToTheAddressThatItChecked() {
        try (var sandbox = Sandbox.start(SandboxOptions.local(folder, "key"))) {
            var asked = new AtomicInteger();
            var hosts = AllowedHosts.of("dss.invalid").with(name -> {
                // A name that leads elsewhere from the second time on.
                var address = asked.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254";
                return new InetAddress[] {InetAddress.ofLiteral(address)};
            });
            var url = URI.create("http://dss.invalid:" + sandbox.address().getPort());
            var patience = DssClient.Patience.brief();
            try (var wire = HttpWire.open(hosts, "", patience.connect())) {
                assertThat(new DssClient(url, "key", patience, wire, new Pace(100)).user())
                        .isNotEmpty();
                assertThat(asked).hasValue(1);
            }
            try (var wire = HttpWire.open(hosts, "", patience.connect())) {
                assertThatExceptionOfType(ProblemException.class)
                        .isThrownBy(() -> new DssClient(url, "key", patience, wire, new Pace(100)).user())
                        .withMessageContaining("leads to 169.254.169.254");
            }
        }
    }
}
