<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr" sourcelanguage="en">
<context>
    <name>Format</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 sa %2 dk</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 sa</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 dk %2 sn</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 dk</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 sn</translation>
    </message>
    <message>
        <source>One-time codes (soft OTP)</source>
        <translation>Tek kullanımlık kod (soft OTP)</translation>
    </message>
    <message>
        <source>Approvals (push)</source>
        <translation>Onaylar (anlık bildirim)</translation>
    </message>
    <message>
        <source>QR login</source>
        <translation>QR ile oturum açma</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message>
        <source>For the help desk: code %1</source>
        <translation>Yardım masası için: kod %1</translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation>İşlemi durdurdunuz</translation>
    </message>
    <message>
        <source>Nothing was changed. You can try again.</source>
        <translation>Hiçbir şey değiştirilmedi. Yeniden deneyebilirsiniz.</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>Süre doldu</translation>
    </message>
    <message>
        <source>A key waits only a short while. Try again, and touch it when it blinks.</source>
        <translation>Anahtar yalnızca kısa bir süre bekler. Yeniden deneyin ve yanıp söndüğünde ona dokunun.</translation>
    </message>
    <message>
        <source>The key was taken out</source>
        <translation>Anahtar çıkarıldı</translation>
    </message>
    <message>
        <source>Put it back and try again. Leave it in until we say that it is done.</source>
        <translation>Geri takıp yeniden deneyin. İşlem bitene kadar takılı bırakın.</translation>
    </message>
    <message>
        <source>The key was told not to</source>
        <translation>Anahtar üzerinden reddedildi</translation>
    </message>
    <message>
        <source>Somebody said no on the key itself. You can try again.</source>
        <translation>İstek anahtarın kendisinde reddedildi. Yeniden deneyebilirsiniz.</translation>
    </message>
    <message>
        <source>The key was not erased</source>
        <translation>Anahtar silinmedi</translation>
    </message>
    <message>
        <source>A key can be erased only within a few seconds of putting it back. Try again, and touch it as soon as it blinks.</source>
        <translation>Anahtar yalnızca takıldıktan sonraki birkaç saniye içinde silinebilir. Yeniden deneyin ve yanıp söner sönmez dokunun.</translation>
    </message>
    <message>
        <source>That was another key</source>
        <translation>Bu başka bir anahtar</translation>
    </message>
    <message>
        <source>Nothing was changed. Put back the one that you took out.</source>
        <translation>Hiçbir şey değiştirilmedi. Çıkardığınız anahtarı geri takın.</translation>
    </message>
    <message>
        <source>The key did not know the finger</source>
        <translation>Anahtar parmağı tanımadı</translation>
    </message>
    <message>
        <source>Try again with a clean, dry finger that is set up on it, or use another key.</source>
        <translation>Anahtara tanıtılmış, temiz ve kuru bir parmakla yeniden deneyin ya da başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>Another program is using the key</source>
        <translation>Anahtarı başka bir program kullanıyor</translation>
    </message>
    <message>
        <source>Close other windows that wait for a key, then try again.</source>
        <translation>Anahtar bekleyen diğer pencereleri kapatıp yeniden deneyin.</translation>
    </message>
    <message>
        <source>This computer may not use the key</source>
        <translation>Bu bilgisayar anahtarı kullanamıyor</translation>
    </message>
    <message>
        <source>Its set-up is not complete.</source>
        <translation>Bilgisayarın kurulumu tamamlanmamış.</translation>
    </message>
    <message>
        <source>The key does not answer</source>
        <translation>Anahtar yanıt vermiyor</translation>
    </message>
    <message>
        <source>Take it out, put it back and try again. If that does not help, use another USB port.</source>
        <translation>Çıkarıp geri takın ve yeniden deneyin. Olmazsa başka bir USB yuvasını kullanın.</translation>
    </message>
    <message>
        <source>The key cannot be understood</source>
        <translation>Anahtarın yanıtı anlaşılmıyor</translation>
    </message>
    <message>
        <source>Take it out, put it back and try again. If it goes on, it may be broken: use another key.</source>
        <translation>Çıkarıp geri takın ve yeniden deneyin. Sürerse anahtar bozuk olabilir; başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>The key said no</source>
        <translation>Anahtar isteği reddetti</translation>
    </message>
    <message>
        <source>It did not say why. Take it out, put it back and try again, or use another key.</source>
        <translation>Nedenini bildirmedi. Çıkarıp geri takın ve yeniden deneyin ya da başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>Something went wrong on this computer</source>
        <translation>Bu bilgisayarda bir sorun oluştu</translation>
    </message>
    <message>
        <source>Please try again. If it goes on, tell us.</source>
        <translation>Lütfen yeniden deneyin. Sürerse bize bildirin.</translation>
    </message>
    <message>
        <source>The key has no PIN yet</source>
        <translation>Anahtarın henüz PIN’i yok</translation>
    </message>
    <message>
        <source>Set one first, then try again.</source>
        <translation>Önce bir PIN belirleyin, sonra yeniden deneyin.</translation>
    </message>
    <message>
        <source>The key has a PIN already</source>
        <translation>Anahtarın zaten bir PIN’i var</translation>
    </message>
    <message>
        <source>If you know it, you can change it.</source>
        <translation>Biliyorsanız değiştirebilirsiniz.</translation>
    </message>
    <message>
        <source>The key wants a new PIN first</source>
        <translation>Anahtar önce yeni bir PIN istiyor</translation>
    </message>
    <message>
        <source>Change its PIN, then try again.</source>
        <translation>PIN’i değiştirip yeniden deneyin.</translation>
    </message>
    <message>
        <source>The key takes no PIN just now</source>
        <translation>Anahtar şu anda PIN kabul etmiyor</translation>
    </message>
    <message>
        <source>Several wrong PINs came in a row. Take the key out, put it back and try again.</source>
        <translation>Üst üste yanlış PIN girildi. Anahtarı çıkarıp geri takın ve yeniden deneyin.</translation>
    </message>
    <message>
        <source>The PIN of the key is blocked</source>
        <translation>Anahtarın PIN’i kilitlendi</translation>
    </message>
    <message>
        <source>There were too many wrong ones, and no try is left. Only erasing the key helps; what is on it is lost then.</source>
        <translation>Çok fazla yanlış PIN girildi, hakkınız kalmadı. Anahtarı silmekten başka çare yok; içindekiler de silinir.</translation>
    </message>
    <message>
        <source>That PIN is too short</source>
        <translation>Bu PIN çok kısa</translation>
    </message>
    <message>
        <source>Choose a longer one.</source>
        <translation>Daha uzun bir PIN seçin.</translation>
    </message>
    <message>
        <source>That PIN is too long</source>
        <translation>Bu PIN çok uzun</translation>
    </message>
    <message>
        <source>At most 63 characters fit, fewer with accents or signs.</source>
        <translation>En çok 63 karakter sığar; özel harf ve işaretlerle daha az.</translation>
    </message>
    <message>
        <source>The key does not take this PIN</source>
        <translation>Anahtar bu PIN’i kabul etmiyor</translation>
    </message>
    <message>
        <source>It is too simple, or it was used before. Choose another one.</source>
        <translation>Fazla basit ya da daha önce kullanılmış. Başka bir PIN seçin.</translation>
    </message>
    <message>
        <source>That PIN was wrong</source>
        <translation>PIN yanlış</translation>
    </message>
    <message>
        <source>Check it and try again.</source>
        <translation>Kontrol edip yeniden deneyin.</translation>
    </message>
    <message>
        <source>This key is registered already</source>
        <translation>Bu anahtar zaten kayıtlı</translation>
    </message>
    <message>
        <source>You can use it as it is. If you want a second one, take another key.</source>
        <translation>Olduğu gibi kullanabilirsiniz. İkinci bir anahtar için başka birini takın.</translation>
    </message>
    <message>
        <source>The key is full</source>
        <translation>Anahtar dolu</translation>
    </message>
    <message>
        <source>No other account fits on it. Remove one that you no longer need, or take another key.</source>
        <translation>Başka hesap sığmıyor. Gerekmeyen birini kaldırın ya da başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>This key is not registered here</source>
        <translation>Bu anahtar burada kayıtlı değil</translation>
    </message>
    <message>
        <source>Take the key that you registered, or sign in another way.</source>
        <translation>Kaydettiğiniz anahtarı kullanın ya da başka bir yöntemle oturum açın.</translation>
    </message>
    <message>
        <source>This key cannot do that</source>
        <translation>Bu anahtar bunu yapamıyor</translation>
    </message>
    <message>
        <source>Take another key.</source>
        <translation>Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>The key was not accepted</source>
        <translation>Anahtar kabul edilmedi</translation>
    </message>
    <message>
        <source>It did not check that it is you. Set a PIN on it, or take a key that can have one.</source>
        <translation>Kimliğinizi doğrulamadı. Anahtara PIN belirleyin ya da PIN’i olabilen bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>It copies what it keeps to other devices, and your organisation does not want that. Take another key.</source>
        <translation>Sakladıklarını başka cihazlara kopyalıyor ve kurumunuz bunu istemiyor. Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>It makes no signature of a kind that is accepted here. Take another key.</source>
        <translation>İmza türü burada kabul edilmiyor. Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>It was not touched. Try again, and touch it when it blinks.</source>
        <translation>Anahtara dokunulmadı. Yeniden deneyin ve yanıp söndüğünde dokunun.</translation>
    </message>
    <message>
        <source>What it made does not fit what was asked. Please try again.</source>
        <translation>Anahtarın yanıtı istenene uymuyor. Lütfen yeniden deneyin.</translation>
    </message>
    <message>
        <source>Rule that was not met: %1.</source>
        <translation>Karşılanmayan kural: %1.</translation>
    </message>
    <message>
        <source>This model is not accepted</source>
        <translation>Bu model kabul edilmiyor</translation>
    </message>
    <message>
        <source>Your organisation does not allow keys of this model. Take another one.</source>
        <translation>Kurumunuz bu modele izin vermiyor. Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>Keys of this model are known to be unsafe. Take another one.</source>
        <translation>Bu modelin güvenli olmadığı biliniyor. Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>The key could not prove which model it is, and your organisation wants that. Take another one.</source>
        <translation>Anahtar hangi model olduğunu kanıtlayamadı; kurumunuz bunu istiyor. Başka bir anahtar kullanın.</translation>
    </message>
    <message>
        <source>Its counter did not go up: somebody may have a copy of it.</source>
        <translation>Sayacı artmadı: birinde kopyası olabilir.</translation>
    </message>
    <message>
        <source>This model has lost its approval.</source>
        <translation>Bu modelin onayı geri alındı.</translation>
    </message>
    <message>
        <source>Keys of this model can be forged.</source>
        <translation>Bu modelin sahtesi yapılabiliyor.</translation>
    </message>
    <message>
        <source>With this model, the PIN or the finger can be got round.</source>
        <translation>Bu modelde PIN ya da parmak izi atlatılabiliyor.</translation>
    </message>
    <message>
        <source>Keys of this model can be copied.</source>
        <translation>Bu model kopyalanabiliyor.</translation>
    </message>
    <message>
        <source>Your organisation no longer accepts this model.</source>
        <translation>Kurumunuz bu modeli artık kabul etmiyor.</translation>
    </message>
    <message>
        <source>It was registered under another address and no longer works.</source>
        <translation>Başka bir adresle kaydedilmiş, artık çalışmıyor.</translation>
    </message>
    <message>
        <source>Ask the help desk to have a look at it.</source>
        <translation>Yardım masasından bakmasını isteyin.</translation>
    </message>
    <message>
        <source>Insert your security key</source>
        <translation>Güvenlik anahtarınızı takın</translation>
    </message>
    <message>
        <source>Put it into any USB port of this computer.</source>
        <translation>Bu bilgisayarın herhangi bir USB yuvasına takın.</translation>
    </message>
    <message>
        <source>Touch the key you want to use</source>
        <translation>Kullanmak istediğiniz anahtara dokunun</translation>
    </message>
    <message>
        <source>Several keys are plugged in, and all of them blink.</source>
        <translation>Birden çok anahtar takılı, hepsi yanıp sönüyor.</translation>
    </message>
    <message>
        <source>Touch your security key</source>
        <translation>Güvenlik anahtarınıza dokunun</translation>
    </message>
    <message>
        <source>Its light is blinking. Lay a finger that it knows on its reader.</source>
        <translation>Işığı yanıp sönüyor. Tanıdığı bir parmağı okuyucusuna koyun.</translation>
    </message>
    <message>
        <source>Its light is blinking. Touch the metal spot with a finger.</source>
        <translation>Işığı yanıp sönüyor. Metal noktaya parmağınızla dokunun.</translation>
    </message>
    <message>
        <source>Which account?</source>
        <translation>Hangi hesap?</translation>
    </message>
    <message>
        <source>Your key keeps several. Choose the one you want to sign in with.</source>
        <translation>Anahtarınızda birden çok hesap var. Hangisiyle oturum açacağınızı seçin.</translation>
    </message>
    <message>
        <source>Take the key out</source>
        <translation>Anahtarı çıkarın</translation>
    </message>
    <message>
        <source>In a moment you put it back.</source>
        <translation>Birazdan geri takacaksınız.</translation>
    </message>
    <message>
        <source>Put the key back now</source>
        <translation>Anahtarı şimdi geri takın</translation>
    </message>
    <message>
        <source>The same key, into any USB port. Touch it as soon as it blinks.</source>
        <translation>Aynı anahtarı herhangi bir USB yuvasına takın. Yanıp söner sönmez dokunun.</translation>
    </message>
    <message>
        <source>Look at the other window</source>
        <translation>Diğer pencereye bakın</translation>
    </message>
    <message>
        <source>Your computer asks for your finger, your face or your PIN. Do what it says.</source>
        <translation>Bilgisayarınız parmağınızı, yüzünüzü ya da PIN’inizi istiyor. Yönergelerini izleyin.</translation>
    </message>
    <message>
        <source>Your key is working</source>
        <translation>Anahtarınız çalışıyor</translation>
    </message>
    <message>
        <source>Leave it plugged in. This takes a moment.</source>
        <translation>Takılı bırakın. Biraz sürer.</translation>
    </message>
    <message>
        <source>Choose a PIN for your key</source>
        <translation>Anahtarınız için PIN seçin</translation>
    </message>
    <message>
        <source>Your key asks for it when you use it.</source>
        <translation>Anahtarı kullanırken sorulur.</translation>
    </message>
    <message>
        <source>Your key wants a new PIN</source>
        <translation>Anahtarınız yeni bir PIN istiyor</translation>
    </message>
    <message>
        <source>It does nothing else before that.</source>
        <translation>Bundan önce başka bir şey yapmaz.</translation>
    </message>
    <message>
        <source>Change the PIN of your key</source>
        <translation>Anahtarınızın PIN’ini değiştirin</translation>
    </message>
    <message>
        <source>The PIN you have now, then the new one twice.</source>
        <translation>Önce şimdiki PIN, sonra iki kez yeni PIN.</translation>
    </message>
    <message>
        <source>Enter the PIN of your key</source>
        <translation>Anahtarınızın PIN’ini girin</translation>
    </message>
    <message>
        <source>The key did not know the finger. Use its PIN instead.</source>
        <translation>Anahtar parmağı tanımadı. Bunun yerine PIN’ini kullanın.</translation>
    </message>
    <message>
        <source>The key has its own PIN; it is not your password.</source>
        <translation>Anahtarın kendi PIN’i vardır; parolanız değildir.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>En az %n karakter.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN is missing.</source>
        <translation>PIN girilmedi.</translation>
    </message>
    <message>
        <source>Type the PIN of your key.</source>
        <translation>Anahtarınızın PIN’ini yazın.</translation>
    </message>
    <message>
        <source>Type the new PIN twice.</source>
        <translation>Yeni PIN’i iki kez yazın.</translation>
    </message>
    <message>
        <source>The present PIN is missing.</source>
        <translation>Şimdiki PIN girilmedi.</translation>
    </message>
    <message>
        <source>Type the one that the key has now.</source>
        <translation>Anahtarın şu anki PIN’ini yazın.</translation>
    </message>
    <message>
        <source>The two new PINs differ.</source>
        <translation>İki yeni PIN farklı.</translation>
    </message>
    <message>
        <source>Type the same one twice.</source>
        <translation>Aynısını iki kez yazın.</translation>
    </message>
    <message>
        <source>That is the PIN you have now.</source>
        <translation>Bu, şimdiki PIN’iniz.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Başka bir PIN seçin.</translation>
    </message>
    <message>
        <source>That PIN is too short.</source>
        <translation>Bu PIN çok kısa.</translation>
    </message>
    <message>
        <source>That PIN is too long.</source>
        <translation>Bu PIN çok uzun.</translation>
    </message>
    <message>
        <source>That PIN was wrong.</source>
        <translation>PIN yanlış.</translation>
    </message>
    <message>
        <source>If this one is wrong, too, only erasing the key helps.</source>
        <translation>Bu da yanlışsa anahtarı silmekten başka çare kalmaz.</translation>
    </message>
    <message>
        <source>The key does not take this PIN.</source>
        <translation>Anahtar bu PIN’i kabul etmiyor.</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>Güvenlik anahtarı</translation>
    </message>
    <message>
        <source>We are looking at it.</source>
        <translation>İnceleniyor.</translation>
    </message>
    <message>
        <source>It knows your finger.</source>
        <translation>Parmağınızı tanıyor.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) are free.</source>
        <translation>
            <numerusform>%n yer boş.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has no PIN.</source>
        <translation>PIN’i yok.</translation>
    </message>
    <message>
        <source>No PIN is set yet.</source>
        <translation>Henüz PIN belirlenmedi.</translation>
    </message>
    <message numerus="yes">
        <source>PIN is set, %n try(s) left.</source>
        <translation>
            <numerusform>PIN belirlenmiş, %n deneme hakkı var.</numerusform>
        </translation>
    </message>
    <message>
        <source>PIN is set.</source>
        <translation>PIN belirlenmiş.</translation>
    </message>
    <message>
        <source>It wants a new PIN.</source>
        <translation>Yeni bir PIN istiyor.</translation>
    </message>
    <message>
        <source>It takes no PIN before it was taken out and put back.</source>
        <translation>Çıkarılıp geri takılmadan PIN kabul etmez.</translation>
    </message>
    <message>
        <source>Its PIN is blocked. Only erasing it helps.</source>
        <translation>PIN’i kilitli. Silmekten başka çare yok.</translation>
    </message>
    <message>
        <source>An older key: a second factor only, and no PIN.</source>
        <translation>Eski bir anahtar: yalnızca ikinci adımda kullanılır, PIN’i yoktur.</translation>
    </message>
    <message>
        <source>It cannot have a PIN.</source>
        <translation>PIN’i olamaz.</translation>
    </message>
    <message>
        <source>It cannot check who holds it.</source>
        <translation>Onu kimin tuttuğunu denetleyemez.</translation>
    </message>
    <message>
        <source>It keeps no accounts, so you always type your user name.</source>
        <translation>Hesap saklamaz; kullanıcı adınızı her seferinde yazarsınız.</translation>
    </message>
    <message>
        <source>It does not tell what is kept on it.</source>
        <translation>İçinde ne olduğunu göstermez.</translation>
    </message>
    <message>
        <source>It cannot be erased here.</source>
        <translation>Burada silinemez.</translation>
    </message>
    <message>
        <source>It makes no signature of a kind that is accepted here.</source>
        <translation>İmza türü burada kabul edilmiyor.</translation>
    </message>
    <message>
        <source>It is no part of the computer, and that is asked for.</source>
        <translation>Bilgisayarın parçası değil; böyle olması isteniyor.</translation>
    </message>
    <message>
        <source>It is part of the computer; a key to carry with you is asked for.</source>
        <translation>Bilgisayarın parçası; yanınızda taşıyabileceğiniz bir anahtar isteniyor.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n saniye kaldı</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the key back</source>
        <translation>Anahtarı geri takın</translation>
    </message>
    <message>
        <source>The same key, into any USB port.</source>
        <translation>Aynı anahtarı herhangi bir USB yuvasına takın.</translation>
    </message>
    <message>
        <source>Several wrong PINs came in a row. Take it out and put it back, then the PIN can be typed again.</source>
        <translation>Üst üste yanlış PIN girildi. Çıkarıp geri takın, sonra PIN’i yeniden yazabilirsiniz.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n dakika kaldı</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No connection to the service</source>
        <translation>Hizmete bağlanılamıyor</translation>
    </message>
    <message>
        <source>This computer cannot reach the registration service.</source>
        <translation>Bu bilgisayar kayıt hizmetine ulaşamıyor.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Ağ bağlantısını kontrol edip yeniden deneyin.</translation>
    </message>
    <message>
        <source>The service takes too long</source>
        <translation>Hizmet çok yavaş yanıt veriyor</translation>
    </message>
    <message>
        <source>It is there, but it did not answer in time.</source>
        <translation>Hizmet çalışıyor, ancak zamanında yanıt vermedi.</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Biraz bekleyip yeniden deneyin.</translation>
    </message>
    <message>
        <source>This connection is not safe</source>
        <translation>Bu bağlantı güvenli değil</translation>
    </message>
    <message>
        <source>Whoever answers cannot prove to be the service of your organisation. Nothing you typed was sent.</source>
        <translation>Yanıt veren taraf, kurumunuzun hizmeti olduğunu kanıtlayamıyor. Yazdığınız hiçbir şey gönderilmedi.</translation>
    </message>
    <message>
        <source>Your sign-in has ended</source>
        <translation>Oturumunuz sona erdi</translation>
    </message>
    <message>
        <source>To protect your account, a sign-in lasts only for a while.</source>
        <translation>Hesabınızı korumak için oturumlar sınırlı bir süre açık kalır.</translation>
    </message>
    <message>
        <source>Sign in again to go on.</source>
        <translation>Devam etmek için yeniden oturum açın.</translation>
    </message>
    <message>
        <source>It is %1 slow, and the service accepts no computer with a wrong clock.</source>
        <translation>Saat %1 geri; hizmet, saati yanlış olan bilgisayarları kabul etmez.</translation>
    </message>
    <message>
        <source>It is %1 fast, and the service accepts no computer with a wrong clock.</source>
        <translation>Saat %1 ileri; hizmet, saati yanlış olan bilgisayarları kabul etmez.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation>Bu bilgisayarın saati yanlış</translation>
    </message>
    <message>
        <source>Its date, time and time zone should be set automatically.</source>
        <translation>Tarih, saat ve saat dilimi otomatik ayarlanmalıdır.</translation>
    </message>
    <message>
        <source>The service is busy</source>
        <translation>Hizmet şu anda yoğun</translation>
    </message>
    <message>
        <source>Many people are using it right now.</source>
        <translation>Şu anda birçok kişi kullanıyor.</translation>
    </message>
    <message>
        <source>It will be your turn soon.</source>
        <translation>Sıra birazdan size gelecek.</translation>
    </message>
    <message>
        <source>The service has a problem</source>
        <translation>Hizmette bir sorun var</translation>
    </message>
    <message>
        <source>It answers, but something it needs does not work at the moment.</source>
        <translation>Hizmet yanıt veriyor, ancak ihtiyaç duyduğu bir bileşen şu anda çalışmıyor.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>Birkaç dakika sonra yeniden deneyin.</translation>
    </message>
    <message>
        <source>This program needs an update</source>
        <translation>Bu programın güncellenmesi gerekiyor</translation>
    </message>
    <message>
        <source>The program on this computer and the service do not understand each other.</source>
        <translation>Bu bilgisayardaki program ile hizmet birbirini anlamıyor.</translation>
    </message>
    <message>
        <source>The service does not know this computer</source>
        <translation>Hizmet bu bilgisayarı tanımıyor</translation>
    </message>
    <message>
        <source>It has not been set up yet, or its permission was withdrawn.</source>
        <translation>Kurulumu henüz yapılmamış ya da izni geri alınmış.</translation>
    </message>
    <message>
        <source>An administrator can set it up with a one-time code.</source>
        <translation>Bir yönetici, tek kullanımlık bir kodla kurulumu yapabilir.</translation>
    </message>
    <message>
        <source>Nobody can sign in yet</source>
        <translation>Henüz kimse oturum açamıyor</translation>
    </message>
    <message>
        <source>The registration panel has no application profile of the type Registration.</source>
        <translation>Kayıt panelinde “Kayıt” türünde bir uygulama profili yok.</translation>
    </message>
    <message>
        <source>Please tell your administrator.</source>
        <translation>Lütfen yöneticinize bildirin.</translation>
    </message>
    <message>
        <source>You are not allowed to do this here</source>
        <translation>Bunu burada yapma izniniz yok</translation>
    </message>
    <message>
        <source>Your account has no permission for it.</source>
        <translation>Hesabınızın buna yetkisi bulunmuyor.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Bir şeyler ters gitti</translation>
    </message>
    <message>
        <source>It is our mistake, not yours.</source>
        <translation>Hata sizde değil, bizde.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>Lütfen yeniden deneyin.</translation>
    </message>
    <message>
        <source>Your user name is missing.</source>
        <translation>Kullanıcı adı alanı boş.</translation>
    </message>
    <message>
        <source>It is the one of your work account.</source>
        <translation>İş hesabınızın kullanıcı adını yazın.</translation>
    </message>
    <message>
        <source>Your password is missing.</source>
        <translation>Parola alanı boş.</translation>
    </message>
    <message>
        <source>Type it, then choose Continue.</source>
        <translation>Parolanızı yazın, sonra Devam’ı seçin.</translation>
    </message>
    <message>
        <source>That did not match.</source>
        <translation>Bilgiler eşleşmedi.</translation>
    </message>
    <message>
        <source>Check the user name and the password, and try again.</source>
        <translation>Kullanıcı adını ve parolayı kontrol edip yeniden deneyin.</translation>
    </message>
    <message>
        <source>That sign-in has ended.</source>
        <translation>Bu oturum açma işlemi sona erdi.</translation>
    </message>
    <message>
        <source>It took too long, or there were too many wrong answers. Please sign in again from the beginning.</source>
        <translation>Çok uzun sürdü ya da çok fazla yanlış yanıt verildi. Lütfen baştan oturum açın.</translation>
    </message>
    <message>
        <source>Too many attempts.</source>
        <translation>Çok fazla deneme yapıldı.</translation>
    </message>
    <message>
        <source>You cannot sign in here yet.</source>
        <translation>Burada henüz oturum açamazsınız.</translation>
    </message>
    <message>
        <source>Your organisation asks for a way to sign in that you have not set up.</source>
        <translation>Kurumunuz, henüz ayarlamadığınız bir oturum açma yöntemi istiyor.</translation>
    </message>
    <message>
        <source>Nobody can sign in yet.</source>
        <translation>Henüz kimse oturum açamıyor.</translation>
    </message>
    <message>
        <source>The registration panel has no application profile of the type Registration. Please tell your administrator.</source>
        <translation>Kayıt panelinde “Kayıt” türünde bir uygulama profili yok. Lütfen yöneticinize bildirin.</translation>
    </message>
    <message>
        <source>The code is not complete.</source>
        <translation>Kod eksik.</translation>
    </message>
    <message>
        <source>It has six digits.</source>
        <translation>Kod altı hanelidir.</translation>
    </message>
    <message>
        <source>That code did not match.</source>
        <translation>Kod eşleşmedi.</translation>
    </message>
    <message>
        <source>Type the code that the app shows now. If it is refused again, set the phone’s date, time and time zone to automatic.</source>
        <translation>Uygulamanın şu anda gösterdiği kodu yazın. Yine kabul edilmezse telefonun tarih, saat ve saat dilimini otomatiğe alın.</translation>
    </message>
    <message>
        <source>Check the digits. If several messages came, use the newest one.</source>
        <translation>Rakamları kontrol edin. Birden fazla ileti geldiyse en yenisini kullanın.</translation>
    </message>
    <message>
        <source>That code is too old.</source>
        <translation>Bu kodun süresi geçti.</translation>
    </message>
    <message>
        <source>Ask for a new one, and type it within five minutes.</source>
        <translation>Yeni bir kod isteyin ve beş dakika içinde yazın.</translation>
    </message>
    <message>
        <source>A code was sent just now.</source>
        <translation>Az önce bir kod gönderildi.</translation>
    </message>
    <message>
        <source>You can ask for another one in %1.</source>
        <translation>%1 sonra yenisini isteyebilirsiniz.</translation>
    </message>
    <message>
        <source>No more codes can be sent for this sign-in.</source>
        <translation>Bu oturum açma için artık kod gönderilemiyor.</translation>
    </message>
    <message>
        <source>Use the newest code you have, or go back and begin again.</source>
        <translation>Elinizdeki en yeni kodu kullanın ya da geri dönüp yeniden başlayın.</translation>
    </message>
    <message>
        <source>The code could not be sent.</source>
        <translation>Kod gönderilemedi.</translation>
    </message>
    <message>
        <source>Please try again, or use another way.</source>
        <translation>Lütfen yeniden deneyin ya da başka bir yöntem kullanın.</translation>
    </message>
    <message>
        <source>That was the previous code.</source>
        <translation>Bu, bir önceki koddu.</translation>
    </message>
    <message>
        <source>The app shows a new one every 30 seconds. Type the one you see now.</source>
        <translation>Uygulama her 30 saniyede bir yeni kod gösterir. Şu anda gördüğünüzü yazın.</translation>
    </message>
    <message>
        <source>That code was used already.</source>
        <translation>Bu kod zaten kullanıldı.</translation>
    </message>
    <message>
        <source>Wait until the app shows the next one, and type that.</source>
        <translation>Uygulama bir sonraki kodu gösterene kadar bekleyin ve onu yazın.</translation>
    </message>
    <message>
        <source>Set its time to automatic and type the next code, or type the next code now and we will remember the difference.</source>
        <translation>Saatini otomatiğe alıp sonraki kodu yazın ya da sonraki kodu hemen yazın, farkı biz hesaba katalım.</translation>
    </message>
    <message>
        <source>Set date, time and time zone to automatic on the phone, then type the code you see.</source>
        <translation>Telefonda tarih, saat ve saat dilimini otomatiğe alın, sonra gördüğünüz kodu yazın.</translation>
    </message>
    <message>
        <source>Your app made an 8-digit code.</source>
        <translation>Uygulamanız 8 haneli bir kod üretti.</translation>
    </message>
    <message>
        <source>Six are needed. Delete the account in the app and scan the code again. If you typed it in, choose 6 digits.</source>
        <translation>Altı hane gerekiyor. Uygulamadaki hesabı silip karekodu yeniden okutun. Elle girdiyseniz 6 haneyi seçin.</translation>
    </message>
    <message>
        <source>Your app uses another algorithm.</source>
        <translation>Uygulamanız başka bir algoritma kullanıyor.</translation>
    </message>
    <message>
        <source>Delete the account in the app and scan the code again. If you typed it in, choose SHA-1.</source>
        <translation>Uygulamadaki hesabı silip karekodu yeniden okutun. Elle girdiyseniz SHA-1’i seçin.</translation>
    </message>
    <message>
        <source>Your app changes its code every 60 seconds.</source>
        <translation>Uygulamanız kodu 60 saniyede bir değiştiriyor.</translation>
    </message>
    <message>
        <source>Delete the account in the app and scan the code again. If you typed it in, choose 30 seconds.</source>
        <translation>Uygulamadaki hesabı silip karekodu yeniden okutun. Elle girdiyseniz 30 saniyeyi seçin.</translation>
    </message>
    <message>
        <source>A code has six digits.</source>
        <translation>Kod altı hanelidir.</translation>
    </message>
    <message>
        <source>Type only the digits that the app shows.</source>
        <translation>Yalnızca uygulamanın gösterdiği rakamları yazın.</translation>
    </message>
    <message>
        <source>Read the code of this account, and type the one you see now. If it goes on, scan the code again.</source>
        <translation>Bu hesabın koduna bakın ve şu anda gördüğünüzü yazın. Sorun sürerse karekodu yeniden okutun.</translation>
    </message>
    <message>
        <source>Your phone’s clock is %1 slow.</source>
        <translation>Telefonunuzun saati %1 geri.</translation>
    </message>
    <message>
        <source>Your phone’s clock is %1 fast.</source>
        <translation>Telefonunuzun saati %1 ileri.</translation>
    </message>
    <message>
        <source>The code is missing.</source>
        <translation>Kod alanı boş.</translation>
    </message>
    <message>
        <source>Your administrator makes it for this computer.</source>
        <translation>Kodu bu bilgisayar için yöneticiniz oluşturur.</translation>
    </message>
    <message>
        <source>That code is not valid.</source>
        <translation>Bu kod geçerli değil.</translation>
    </message>
    <message>
        <source>It may be mistyped, used already or too old. Check it, or ask your administrator for a new one.</source>
        <translation>Yanlış yazılmış, kullanılmış ya da süresi geçmiş olabilir. Kontrol edin ya da yöneticinizden yenisini isteyin.</translation>
    </message>
    <message>
        <source>The phone needs a name.</source>
        <translation>Telefonun bir adı olmalı.</translation>
    </message>
    <message>
        <source>For example “Work phone”.</source>
        <translation>Örneğin “İş telefonu”.</translation>
    </message>
    <message>
        <source>That name is too long.</source>
        <translation>Bu ad çok uzun.</translation>
    </message>
    <message>
        <source>At most 64 characters fit.</source>
        <translation>En fazla 64 karakter yazabilirsiniz.</translation>
    </message>
    <message>
        <source>That name cannot be used.</source>
        <translation>Bu ad kullanılamıyor.</translation>
    </message>
    <message>
        <source>Please choose another one.</source>
        <translation>Lütfen başka bir ad seçin.</translation>
    </message>
    <message>
        <source>This phone is your last good factor.</source>
        <translation>Bu telefon, elinizdeki son güvenilir yöntem.</translation>
    </message>
    <message>
        <source>Register another phone first; then this one can be removed. If it is lost or broken, report it as lost.</source>
        <translation>Önce başka bir telefon kaydedin; sonra bunu kaldırabilirsiniz. Kaybolduysa ya da bozulduysa kayıp olarak bildirin.</translation>
    </message>
    <message>
        <source>This phone is no longer registered.</source>
        <translation>Bu telefon artık kayıtlı değil.</translation>
    </message>
    <message>
        <source>It was removed in the meantime.</source>
        <translation>Bu arada kaldırılmış.</translation>
    </message>
    <message>
        <source>Please ask the help desk.</source>
        <translation>Lütfen yardım masasına başvurun.</translation>
    </message>
    <message>
        <source>Help desk: %1</source>
        <translation>Yardım masası: %1</translation>
    </message>
    <message>
        <source>Reference for the help desk: %1</source>
        <translation>Yardım masası için başvuru numarası: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>%n deneme hakkınız kaldı.</numerusform>
        </translation>
    </message>
    <message>
        <source>Please wait %1, then try again.</source>
        <translation>Lütfen %1 bekleyip yeniden deneyin.</translation>
    </message>
    <message>
        <source>Please wait a few minutes, then try again.</source>
        <translation>Lütfen birkaç dakika bekleyip yeniden deneyin.</translation>
    </message>
    <message>
        <source>The key of this computer is out of reach</source>
        <translation>Bu bilgisayarın anahtarına ulaşılamıyor</translation>
    </message>
    <message>
        <source>The keychain or folder where it is kept is locked, or does not answer.</source>
        <translation>Saklandığı anahtarlık veya klasör kilitli ya da yanıt vermiyor.</translation>
    </message>
    <message>
        <source>Unlock the keychain if it asks for its password, then try again.</source>
        <translation>Parola sorarsa anahtarlığın kilidini açın, sonra yeniden deneyin.</translation>
    </message>
    <message>
        <source>The key needs a name.</source>
        <translation>Anahtarın bir adı olmalı.</translation>
    </message>
    <message>
        <source>For example “Key ring”.</source>
        <translation>Örneğin “Anahtarlık”.</translation>
    </message>
    <message>
        <source>This key is your last good factor.</source>
        <translation>Bu anahtar son güvenilir yönteminiz.</translation>
    </message>
    <message>
        <source>Register another key or a phone first; then this one can be removed. If it is lost or broken, report it as lost.</source>
        <translation>Önce başka bir anahtar ya da telefon kaydedin; sonra bunu kaldırabilirsiniz. Kayıp ya da bozuksa kayıp olarak bildirin.</translation>
    </message>
    <message>
        <source>This key is no longer registered.</source>
        <translation>Bu anahtar artık kayıtlı değil.</translation>
    </message>
</context>
<context>
    <name>keydesk::CodePage</name>
    <message>
        <source>Sending the code…</source>
        <translation>Kod gönderiliyor…</translation>
    </message>
    <message>
        <source>Checking the code…</source>
        <translation>Kod doğrulanıyor…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Devam</translation>
    </message>
    <message>
        <source>Prove that it is you</source>
        <translation>Kimliğinizi doğrulayın</translation>
    </message>
    <message>
        <source>How shall we check that it is you?</source>
        <translation>Kimliğinizi nasıl doğrulayalım?</translation>
    </message>
    <message>
        <source>You are about to change how you sign in. Choose a way to prove that it is you.</source>
        <translation>Oturum açma yönteminizi değiştirmek üzeresiniz. Kimliğinizi doğrulamak için bir yol seçin.</translation>
    </message>
    <message>
        <source>Enter the code from your mail</source>
        <translation>E-postanızdaki kodu girin</translation>
    </message>
    <message>
        <source>We sent a six-digit code to your mail address.</source>
        <translation>E-posta adresinize altı haneli bir kod gönderdik.</translation>
    </message>
    <message>
        <source>Enter the code from the text message</source>
        <translation>Kısa mesajdaki kodu girin</translation>
    </message>
    <message>
        <source>We sent a six-digit code to your phone.</source>
        <translation>Telefonunuza altı haneli bir kod gönderdik.</translation>
    </message>
    <message>
        <source>Enter the code from your phone</source>
        <translation>Telefonunuzdaki kodu girin</translation>
    </message>
    <message>
        <source>Open &lt;b&gt;%1&lt;/b&gt; and type the six digits it shows now.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; uygulamasının şu anda gösterdiği altı rakamı yazın.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Lütfen bekleyin</translation>
    </message>
    <message>
        <source>We are getting your code ready.</source>
        <translation>Kodunuzu hazırlıyoruz.</translation>
    </message>
    <message>
        <source>We are sending you a code.</source>
        <translation>Size bir kod gönderiyoruz.</translation>
    </message>
    <message>
        <source>You are about to change how you sign in. To prove that it is you, type the code that &lt;b&gt;%1&lt;/b&gt; shows now.</source>
        <translation>Oturum açma yönteminizi değiştirmek üzeresiniz. Kimliğinizi doğrulamak için &lt;b&gt;%1&lt;/b&gt; uygulamasının şu anda gösterdiği kodu yazın.</translation>
    </message>
    <message>
        <source>By mail</source>
        <translation>E-posta ile</translation>
    </message>
    <message>
        <source>We send a code to your mail address.</source>
        <translation>E-posta adresinize bir kod göndeririz.</translation>
    </message>
    <message>
        <source>By text message</source>
        <translation>Kısa mesaj (SMS) ile</translation>
    </message>
    <message>
        <source>We send a code to your phone.</source>
        <translation>Telefonunuza bir kod göndeririz.</translation>
    </message>
    <message>
        <source>The app on your phone shows a code.</source>
        <translation>Telefonunuzdaki uygulama bir kod gösterir.</translation>
    </message>
    <message>
        <source>The app on “%1” shows a code.</source>
        <translation>“%1” adlı telefondaki uygulama bir kod gösterir.</translation>
    </message>
    <message>
        <source>Code shown in the app</source>
        <translation>Uygulamada gösterilen kod</translation>
    </message>
    <message>
        <source>Six-digit code</source>
        <translation>Altı haneli kod</translation>
    </message>
    <message>
        <source>Send a new code</source>
        <translation>Yeni kod gönder</translation>
    </message>
    <message>
        <source>You can ask for another code in %1.</source>
        <translation>%1 sonra yeni bir kod isteyebilirsiniz.</translation>
    </message>
    <message>
        <source>Use another way</source>
        <translation>Başka bir yöntem kullan</translation>
    </message>
    <message>
        <source>Where is the code?</source>
        <translation>Kod nerede?</translation>
    </message>
    <message>
        <source>Six digits beside your account’s name. They change every 30 seconds; use the ones you see now.</source>
        <translation>Hesap adınızın yanındaki altı rakamdır. Her 30 saniyede bir değişir; şu anda gördüklerinizi kullanın.</translation>
    </message>
    <message>
        <source>It is refused?</source>
        <translation>Kabul edilmiyor mu?</translation>
    </message>
    <message>
        <source>Set the phone’s date, time and time zone to automatic, then use the next code.</source>
        <translation>Telefonun tarih, saat ve saat dilimini otomatiğe alın, sonra bir sonraki kodu kullanın.</translation>
    </message>
    <message>
        <source>Nothing came?</source>
        <translation>Kod gelmedi mi?</translation>
    </message>
    <message>
        <source>It can take a minute. Look into the junk folder, too, then send a new code.</source>
        <translation>Bir dakika sürebilir. Gereksiz posta klasörüne de bakın, sonra yeni kod gönderin.</translation>
    </message>
    <message>
        <source>How long does it work?</source>
        <translation>Ne kadar süre geçerli?</translation>
    </message>
    <message>
        <source>Five minutes, once. Of several codes, only the newest works.</source>
        <translation>Beş dakika, bir kez. Birden fazla kod geldiyse yalnızca en yenisi geçerlidir.</translation>
    </message>
    <message>
        <source>Keep it to yourself</source>
        <translation>Kimseyle paylaşmayın</translation>
    </message>
    <message>
        <source>Nobody from the help desk will ever ask you for this code.</source>
        <translation>Yardım masasındaki hiç kimse sizden bu kodu istemez.</translation>
    </message>
    <message>
        <source>It does not work?</source>
        <translation>Olmuyor mu?</translation>
    </message>
    <message>
        <source>Type the six digits of the code first.</source>
        <translation>Önce kodun altı rakamını yazın.</translation>
    </message>
    <message>
        <source>New code in %1</source>
        <translation>%1 sonra yeni kod</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Hangisi?</translation>
    </message>
    <message>
        <source>The one that is at hand now. Each proves that it is you.</source>
        <translation>Şu anda elinizin altında olan. Her biri kimliğinizi doğrular.</translation>
    </message>
    <message>
        <source>We sent a six-digit code to &lt;b&gt;%1&lt;/b&gt;.</source>
        <comment>mail address</comment>
        <translation>&lt;b&gt;%1&lt;/b&gt; adresine altı haneli bir kod gönderdik.</translation>
    </message>
    <message>
        <source>We sent a six-digit code to &lt;b&gt;%1&lt;/b&gt;.</source>
        <comment>phone number</comment>
        <translation>&lt;b&gt;%1&lt;/b&gt; numarasına altı haneli bir kod gönderdik.</translation>
    </message>
    <message>
        <source>We send a code to %1.</source>
        <comment>mail address</comment>
        <translation>%1 adresine bir kod göndeririz.</translation>
    </message>
    <message>
        <source>We send a code to %1.</source>
        <comment>phone number</comment>
        <translation>%1 numarasına bir kod göndeririz.</translation>
    </message>
    <message>
        <source>Choose the way that is at hand now.</source>
        <translation>Şu anda elinizin altında olan yöntemi seçin.</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>Güvenlik anahtarı</translation>
    </message>
    <message>
        <source>You plug it in and touch it.</source>
        <translation>Takıp dokunursunuz.</translation>
    </message>
    <message>
        <source>You plug in “%1” and touch it.</source>
        <translation>“%1” anahtarını takıp dokunursunuz.</translation>
    </message>
</context>
<context>
    <name>keydesk::CountdownBar</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n saniye kaldı</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::EnrolmentPage</name>
    <message>
        <source>Set up this computer</source>
        <translation>Bilgisayar kurulumu</translation>
    </message>
    <message>
        <source>Type the one-time code that an administrator made for it.</source>
        <translation>Yöneticinizin bu bilgisayar için oluşturduğu tek kullanımlık kodu yazın.</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Tek kullanımlık kod</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Devam</translation>
    </message>
    <message>
        <source>Where does the code come from?</source>
        <translation>Kod nereden gelir?</translation>
    </message>
    <message>
        <source>An administrator makes it with &lt;b&gt;keydesk-admin installation enrol&lt;/b&gt;. It works once, and only for a while.</source>
        <translation>Bir yönetici &lt;b&gt;keydesk-admin installation enrol&lt;/b&gt; komutuyla oluşturur. Bir kez ve kısa bir süre geçerlidir.</translation>
    </message>
    <message>
        <source>Why is it needed?</source>
        <translation>Neden gerekli?</translation>
    </message>
    <message>
        <source>The service talks only to computers it knows. It can take the permission back at any time.</source>
        <translation>Hizmet yalnızca tanıdığı bilgisayarlara yanıt verir. Bu izin her an geri alınabilir.</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Kurulum yapılıyor…</translation>
    </message>
    <message>
        <source>Type the one-time code first.</source>
        <translation>Önce tek kullanımlık kodu yazın.</translation>
    </message>
</context>
<context>
    <name>keydesk::FewFactorsPage</name>
    <message>
        <source>You have %1 of %2 good factors</source>
        <translation>Güvenilir yönteminiz: %1/%2</translation>
    </message>
    <message>
        <source>Your password alone would be enough to get in. Add something that only you have.</source>
        <translation>Hesabınıza girmek için yalnızca parolanız yeterli olur. Yalnızca sizde olan bir şey ekleyin.</translation>
    </message>
    <message>
        <source>If you lose it, you are locked out. Add one more before you go.</source>
        <translation>Onu kaybederseniz hesabınıza giremezsiniz. Gitmeden bir tane daha ekleyin.</translation>
    </message>
    <message>
        <source>Your phone shows codes. It takes about three minutes.</source>
        <translation>Telefonunuz kod gösterir. Yaklaşık üç dakika sürer.</translation>
    </message>
    <message>
        <source>WebAuthn</source>
        <translation>WebAuthn</translation>
    </message>
    <message>
        <source>A security key for the USB port. It takes about a minute.</source>
        <translation>USB yuvasına takılan bir güvenlik anahtarı. Yaklaşık bir dakika sürer.</translation>
    </message>
    <message>
        <source>Sign out anyway</source>
        <translation>Yine de oturumu kapat</translation>
    </message>
    <message>
        <source>What is a good factor?</source>
        <translation>Güvenilir yöntem nedir?</translation>
    </message>
    <message>
        <source>Something only you have: your phone with %1, or a security key. Codes by mail or text message do not count.</source>
        <translation>Yalnızca sizde olan bir şey: %1 yüklü telefonunuz ya da bir güvenlik anahtarı. E-posta ve SMS kodları sayılmaz.</translation>
    </message>
    <message>
        <source>Why two?</source>
        <translation>Neden iki tane?</translation>
    </message>
    <message>
        <source>If you lose one, the other one still lets you in.</source>
        <translation>Birini kaybederseniz öbürüyle girersiniz.</translation>
    </message>
    <message>
        <source>No time now?</source>
        <translation>Şimdi vaktiniz yok mu?</translation>
    </message>
    <message>
        <source>Sign out, and come back another day. It is asked again.</source>
        <translation>Oturumu kapatıp başka bir gün gelin. Yeniden sorulur.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
</context>
<context>
    <name>keydesk::GetAppPage</name>
    <message>
        <source>Get %1</source>
        <translation>%1 uygulamasını indirin</translation>
    </message>
    <message>
        <source>Install the app on your phone first.</source>
        <translation>Önce uygulamayı telefonunuza yükleyin.</translation>
    </message>
    <message>
        <source>Scan the code of your phone’s store. If you have the app already, just continue.</source>
        <translation>Telefonunuzun mağazasının karekodunu okutun. Uygulama yüklüyse devam edin.</translation>
    </message>
    <message>
        <source>I have the app</source>
        <translation>Uygulama hazır</translation>
    </message>
    <message>
        <source>How do I scan?</source>
        <translation>Nasıl okuturum?</translation>
    </message>
    <message>
        <source>Open your phone’s camera and point it at the code. Tap the link that appears.</source>
        <translation>Telefonunuzun kamerasını açıp karekoda tutun. Beliren bağlantıya dokunun.</translation>
    </message>
    <message>
        <source>No camera?</source>
        <translation>Kamera yok mu?</translation>
    </message>
    <message>
        <source>Open the store on your phone and search for &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>Telefonunuzda mağazayı açın ve &lt;b&gt;%1&lt;/b&gt; uygulamasını arayın.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sırada ne var?</translation>
    </message>
    <message>
        <source>You connect the app with your account by one more code.</source>
        <translation>Bir karekod daha okutarak uygulamayı hesabınıza bağlarsınız.</translation>
    </message>
    <message>
        <source>Another app?</source>
        <translation>Başka bir uygulama olur mu?</translation>
    </message>
    <message>
        <source>Any authenticator app that shows six-digit codes works, too.</source>
        <translation>Olur; altı haneli kod gösteren her kimlik doğrulama uygulaması çalışır.</translation>
    </message>
    <message>
        <source>iPhone</source>
        <translation>iPhone</translation>
    </message>
    <message>
        <source>Android</source>
        <translation>Android</translation>
    </message>
    <message>
        <source>App Store</source>
        <translation>App Store</translation>
    </message>
    <message>
        <source>Google Play</source>
        <translation>Google Play</translation>
    </message>
    <message>
        <source>QR code of the app in the App Store</source>
        <translation>Uygulamanın App Store karekodu</translation>
    </message>
    <message>
        <source>QR code of the app in Google Play</source>
        <translation>Uygulamanın Google Play karekodu</translation>
    </message>
    <message>
        <source>Look for “%1” in your phone’s store.</source>
        <translation>Telefonunuzun mağazasında “%1” uygulamasını arayın.</translation>
    </message>
</context>
<context>
    <name>keydesk::HeaderBar</name>
    <message>
        <source>Panel</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>Colours and text size</source>
        <translation>Renkler ve yazı boyutu</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Oturumu kapat</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Oturum açan: %1</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Sistem renkleri</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Açık</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Koyu</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Yüksek kontrast</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Büyük yazı</translation>
    </message>
</context>
<context>
    <name>keydesk::HelpPanel</name>
    <message>
        <source>Help for this page</source>
        <translation>Bu sayfanın yardımı</translation>
    </message>
</context>
<context>
    <name>keydesk::HomePage</name>
    <message>
        <source>Hello, %1</source>
        <translation>Merhaba, %1</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Hoş geldiniz</translation>
    </message>
    <message>
        <source>These are the ways you can sign in.</source>
        <translation>Oturum açma yöntemleriniz aşağıda.</translation>
    </message>
    <message>
        <source>What is a good factor?</source>
        <translation>Güvenilir yöntem nedir?</translation>
    </message>
    <message>
        <source>Why two?</source>
        <translation>Neden iki tane?</translation>
    </message>
    <message>
        <source>If you lose one, the other one still lets you in.</source>
        <translation>Birini kaybederseniz öbürüyle girersiniz.</translation>
    </message>
    <message>
        <source>On a shared computer</source>
        <translation>Ortak bilgisayarda</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;Sign out&lt;/b&gt; at the top when you are done.</source>
        <translation>İşiniz bitince üstteki &lt;b&gt;Oturumu kapat&lt;/b&gt; düğmesini seçin.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Fetching your account…</source>
        <translation>Hesabınız yükleniyor…</translation>
    </message>
    <message>
        <source>%1 of %2 good factors.</source>
        <translation>Güvenilir yöntem: %1/%2.</translation>
    </message>
    <message>
        <source>Losing one does not lock you out.</source>
        <translation>Birini kaybetseniz de hesabınıza girebilirsiniz.</translation>
    </message>
    <message>
        <source>Register your phone now, so that your password alone is not enough to get in.</source>
        <translation>Telefonunuzu şimdi kaydedin; böylece hesabınıza girmek için tek başına parola yetmez.</translation>
    </message>
    <message>
        <source>Add a phone</source>
        <translation>Telefon ekle</translation>
    </message>
    <message>
        <source>Codes on your phone that prove it is you.</source>
        <translation>Telefonunuzda, kimliğinizi doğrulayan kodlar.</translation>
    </message>
    <message numerus="yes">
        <source>%n phone(s)</source>
        <translation>
            <numerusform>%n telefon</numerusform>
        </translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Henüz yok</translation>
    </message>
    <message>
        <source>Something only you have: your phone with %1, or a security key. Codes by mail or text message are weaker and do not count.</source>
        <translation>Yalnızca sizde olan bir şey: %1 yüklü telefonunuz ya da bir güvenlik anahtarı. E-posta ve SMS kodları daha zayıftır, sayılmaz.</translation>
    </message>
    <message>
        <source>Register your phone or a security key now, so that your password alone is not enough to get in.</source>
        <translation>Yalnızca parolanız yeterli olmasın diye telefonunuzu ya da bir güvenlik anahtarını şimdi kaydedin.</translation>
    </message>
    <message>
        <source>Register a security key now, so that your password alone is not enough to get in.</source>
        <translation>Yalnızca parolanız yeterli olmasın diye bir güvenlik anahtarını şimdi kaydedin.</translation>
    </message>
    <message>
        <source>Add a phone or a security key, so that losing one thing does not lock you out.</source>
        <translation>Birini kaybettiğinizde hesabınıza girebilmek için bir telefon ya da güvenlik anahtarı ekleyin.</translation>
    </message>
    <message>
        <source>Add one more, so that losing one thing does not lock you out.</source>
        <translation>Birini kaybettiğinizde hesabınıza girebilmek için bir tane daha ekleyin.</translation>
    </message>
    <message>
        <source>Add a security key</source>
        <translation>Güvenlik anahtarı ekle</translation>
    </message>
    <message>
        <source>WebAuthn</source>
        <translation>WebAuthn</translation>
    </message>
    <message>
        <source>Security keys that prove by a touch that it is you.</source>
        <translation>Bir dokunuşla kimliğinizi doğrulayan güvenlik anahtarları.</translation>
    </message>
    <message numerus="yes">
        <source>%n security key(s)</source>
        <translation>
            <numerusform>%n güvenlik anahtarı</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::IdleOverlay</name>
    <message>
        <source>Are you still there?</source>
        <translation>Hâlâ orada mısınız?</translation>
    </message>
    <message>
        <source>To protect your account, this screen will be cleared and you will be signed out.</source>
        <translation>Hesabınızı korumak için bu ekran temizlenecek ve oturumunuz kapatılacak.</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Buradayım</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>Hemen bitir</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyCarePage</name>
    <message>
        <source>One moment…</source>
        <translation>Bir dakika…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>This key is plugged in.</source>
        <translation>Bu anahtar takılı.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Finger</source>
        <translation>Parmak</translation>
    </message>
    <message>
        <source>It knows your finger.</source>
        <translation>Parmağınızı tanıyor.</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Yer</translation>
    </message>
    <message numerus="yes">
        <source>%n more account(s) fit on it.</source>
        <translation>
            <numerusform>%n hesap daha sığar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Bilginize</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>PIN belirle</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN’i değiştir</translation>
    </message>
    <message>
        <source>See what is on it</source>
        <translation>İçindekileri gör</translation>
    </message>
    <message>
        <source>Erase this key</source>
        <translation>Bu anahtarı sil</translation>
    </message>
    <message>
        <source>No account of this service is kept on this key.</source>
        <translation>Bu anahtarda bu hizmete ait hesap yok.</translation>
    </message>
    <message>
        <source>What is on this key</source>
        <translation>Bu anahtarın içindekiler</translation>
    </message>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>Temizlenecek bir şey yok.</translation>
    </message>
    <message>
        <source>Check what you no longer need. It is removed on the key and here.</source>
        <translation>Artık gerekmeyenleri işaretleyin. Hem anahtardan hem buradan kaldırılır.</translation>
    </message>
    <message>
        <source>Clean up (%1)</source>
        <translation>Temizle (%1)</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Temizle</translation>
    </message>
    <message>
        <source>On the key and registered here: it signs you in.</source>
        <translation>Anahtarda var ve burada kayıtlı: oturum açmanızı sağlar.</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Etkin</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Adsız</translation>
    </message>
    <message>
        <source>On the key, but no longer registered here: it signs nobody in.</source>
        <translation>Anahtarda var ama artık burada kayıtlı değil: kimsenin oturumunu açmaz.</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>Artık</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Başka hesap</translation>
    </message>
    <message>
        <source>Registered here, but not on this key. It may be on another one of the same model.</source>
        <translation>Burada kayıtlı ama bu anahtarda yok. Aynı modelden başka bir anahtarda olabilir.</translation>
    </message>
    <message>
        <source>Not on this key</source>
        <translation>Bu anahtarda yok</translation>
    </message>
    <message>
        <source>Erase this key?</source>
        <translation>Bu anahtar silinsin mi?</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Bu işlem geri alınamaz.</translation>
    </message>
    <message>
        <source>Everything on it is erased: its PIN, and what it keeps for other services, too. You take it out, put it back and touch it. Then register it anew.</source>
        <translation>İçindeki her şey silinir: PIN’i ve başka hizmetler için sakladıkları da. Anahtarı çıkarıp geri takar, sonra dokunursunuz. Ardından yeniden kaydedin.</translation>
    </message>
    <message>
        <source>It is your only good factor: register it, or something else, right afterwards.</source>
        <translation>Tek güvenilir yönteminiz bu: hemen ardından onu ya da başka bir yöntemi kaydedin.</translation>
    </message>
    <message>
        <source>Erase the key</source>
        <translation>Anahtarı sil</translation>
    </message>
    <message>
        <source>Not everything was removed.</source>
        <translation>Bazıları kaldırılamadı.</translation>
    </message>
    <message>
        <source>Your last good factor stays. Register another one first.</source>
        <translation>Son güvenilir yönteminiz kalır. Önce başka bir yöntem kaydedin.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>Lütfen yeniden deneyin.</translation>
    </message>
    <message>
        <source>The PIN is set.</source>
        <translation>PIN belirlendi.</translation>
    </message>
    <message>
        <source>Keep it in mind; nobody can look it up.</source>
        <translation>Unutmayın; kimse sizin için bulamaz.</translation>
    </message>
    <message>
        <source>The PIN is changed.</source>
        <translation>PIN değiştirildi.</translation>
    </message>
    <message>
        <source>The old one no longer works.</source>
        <translation>Eskisi artık geçersiz.</translation>
    </message>
    <message>
        <source>Cleaned up.</source>
        <translation>Temizlendi.</translation>
    </message>
    <message>
        <source>On the key and here.</source>
        <translation>Hem anahtarda hem burada.</translation>
    </message>
    <message>
        <source>The key is erased.</source>
        <translation>Anahtar silindi.</translation>
    </message>
    <message>
        <source>It is like new. Register it again to use it.</source>
        <translation>Yeni gibi oldu. Kullanmak için yeniden kaydedin.</translation>
    </message>
    <message>
        <source>What is kept on a key?</source>
        <translation>Anahtarda ne saklanır?</translation>
    </message>
    <message>
        <source>The accounts that it signs in without a user name. Each takes one place.</source>
        <translation>Kullanıcı adı olmadan oturum açtığı hesaplar. Her biri bir yer tutar.</translation>
    </message>
    <message>
        <source>Nothing is lost if you remove those: they sign nobody in.</source>
        <translation>Bunları kaldırmakla bir şey kaybolmaz: kimsenin oturumunu açmazlar.</translation>
    </message>
    <message>
        <source>When does it help?</source>
        <translation>Ne zaman işe yarar?</translation>
    </message>
    <message>
        <source>When its PIN is forgotten or blocked, or when you pass the key on.</source>
        <translation>PIN’i unutulduğunda ya da kilitlendiğinde veya anahtarı başkasına verirken.</translation>
    </message>
    <message>
        <source>Be quick</source>
        <translation>Çabuk olun</translation>
    </message>
    <message>
        <source>Put it back and touch it within ten seconds; later it refuses.</source>
        <translation>On saniye içinde geri takıp dokunun; sonra kabul etmez.</translation>
    </message>
    <message>
        <source>The PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>It protects the key if somebody finds it.</source>
        <translation>Anahtarı bulan biri kullanamasın diye korur.</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>Silme</translation>
    </message>
    <message>
        <source>Only when nothing else helps: it takes everything off the key.</source>
        <translation>Yalnızca başka çare kalmadığında: anahtardaki her şeyi siler.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Check what shall be removed first.</source>
        <translation>Önce kaldırılacakları işaretleyin.</translation>
    </message>
    <message>
        <source>On the key, but reported as lost: it signs nobody in.</source>
        <translation>Anahtarda var ama kayıp bildirildi: kimsenin oturumunu açmaz.</translation>
    </message>
    <message>
        <source>Reported lost</source>
        <translation>Kayıp bildirildi</translation>
    </message>
    <message>
        <source>On the key for another account. Whoever signs in with it can clean it up.</source>
        <translation>Anahtarda başka bir hesap için. Onunla oturum açan kişi temizleyebilir.</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyListPage</name>
    <message>
        <source>WebAuthn</source>
        <translation>WebAuthn</translation>
    </message>
    <message>
        <source>The security keys that sign you in.</source>
        <translation>Oturum açmanızı sağlayan güvenlik anahtarları.</translation>
    </message>
    <message>
        <source>Register security key</source>
        <translation>Anahtar kaydet</translation>
    </message>
    <message numerus="yes">
        <source>%n security key(s) are allowed. Remove one first.</source>
        <translation>
            <numerusform>%n güvenlik anahtarına izin var. Önce birini kaldırın.</numerusform>
        </translation>
    </message>
    <message>
        <source>No security key is registered yet. It takes about a minute.</source>
        <translation>Henüz kayıtlı güvenlik anahtarı yok. Yaklaşık bir dakika sürer.</translation>
    </message>
    <message>
        <source>What is a security key?</source>
        <translation>Güvenlik anahtarı nedir?</translation>
    </message>
    <message>
        <source>A small device for the USB port. A touch of it proves that it is you, and no code can be stolen.</source>
        <translation>USB yuvasına takılan küçük bir cihaz. Bir dokunuşla kimliğinizi doğrular; çalınacak kod yoktur.</translation>
    </message>
    <message>
        <source>Lost your key?</source>
        <translation>Anahtarınızı mı kaybettiniz?</translation>
    </message>
    <message>
        <source>Open it here and choose &lt;b&gt;I lost this key&lt;/b&gt;. It stops working at once.</source>
        <translation>Burada açıp &lt;b&gt;Bu anahtarı kaybettim&lt;/b&gt;’i seçin. Hemen devre dışı kalır.</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>Kaç tane?</translation>
    </message>
    <message numerus="yes">
        <source>You can have %n security key(s). A second one in a drawer helps when the first one is lost.</source>
        <translation>
            <numerusform>%n güvenlik anahtarınız olabilir. İlki kaybolursa çekmecedeki ikincisi işe yarar.</numerusform>
        </translation>
    </message>
    <message>
        <source>As many as your organisation allows.</source>
        <translation>Kurumunuzun izin verdiği kadar.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Fetching your security keys…</source>
        <translation>Güvenlik anahtarlarınız getiriliyor…</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” kaldırıldı.</translation>
    </message>
    <message>
        <source>Nothing of yours is left on the key.</source>
        <translation>Anahtarda size ait bir şey kalmadı.</translation>
    </message>
    <message>
        <source>Your account is still kept on the key, but it signs nobody in.</source>
        <translation>Hesabınız anahtarda duruyor ama kimsenin oturumunu açmaz.</translation>
    </message>
    <message>
        <source>“%1” no longer works.</source>
        <translation>“%1” artık kullanılamıyor.</translation>
    </message>
    <message>
        <source>Nobody can use it in your name. Register another key as soon as you can.</source>
        <translation>Kimse sizin adınıza kullanamaz. En kısa zamanda başka bir anahtar kaydedin.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Hiçbir şey değiştirilmedi.</translation>
    </message>
    <message>
        <source>It was not proved that it is you.</source>
        <translation>Kimliğiniz doğrulanmadı.</translation>
    </message>
    <message>
        <source>Registered %1.</source>
        <translation>Kayıt: %1.</translation>
    </message>
    <message>
        <source>Last used %1.</source>
        <translation>Son kullanım: %1.</translation>
    </message>
    <message>
        <source>Not used yet.</source>
        <translation>Henüz kullanılmadı.</translation>
    </message>
    <message>
        <source>Reported lost</source>
        <translation>Kayıp bildirildi</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>Dikkat gerekli</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Etkin</translation>
    </message>
    <message>
        <source>No key is plugged in now.</source>
        <translation>Şu anda takılı anahtar yok.</translation>
    </message>
    <message>
        <source>Plugged in now: %1</source>
        <translation>Şu anda takılı: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are plugged in now.</source>
        <translation>
            <numerusform>Şu anda %n anahtar takılı.</numerusform>
        </translation>
    </message>
    <message>
        <source>Manage a plugged-in key</source>
        <translation>Takılı anahtarı yönet</translation>
    </message>
    <message>
        <source>Its PIN, what is kept on it, and erasing it.</source>
        <translation>PIN’i, içindekiler ve silinmesi.</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyPage</name>
    <message>
        <source>Leave it on the key</source>
        <translation>Anahtarda bırak</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Kaydediliyor…</translation>
    </message>
    <message>
        <source>You reported this key as lost. It no longer works.</source>
        <translation>Bu anahtarın kaybolduğunu bildirdiniz. Artık kullanılamıyor.</translation>
    </message>
    <message>
        <source>This security key signs you in.</source>
        <translation>Bu güvenlik anahtarı oturum açmanızı sağlar.</translation>
    </message>
    <message>
        <source>Signs you in</source>
        <translation>Oturum açma</translation>
    </message>
    <message>
        <source>No longer</source>
        <translation>Artık açmaz</translation>
    </message>
    <message>
        <source>With and without your user name</source>
        <translation>Kullanıcı adıyla ve kullanıcı adı olmadan</translation>
    </message>
    <message>
        <source>With your user name</source>
        <translation>Kullanıcı adıyla</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Kayıt tarihi</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Son kullanım</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Henüz yok</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopyalar</translation>
    </message>
    <message>
        <source>On other devices of yours, too</source>
        <translation>Diğer cihazlarınızda da var</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Yeniden adlandır</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>I lost this key</source>
        <translation>Bu anahtarı kaybettim</translation>
    </message>
    <message>
        <source>Rename this key</source>
        <translation>Anahtarı yeniden adlandırın</translation>
    </message>
    <message>
        <source>Choose a name by which you will know it.</source>
        <translation>Tanıyabileceğiniz bir ad seçin.</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Anahtarın adı</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Kaydet</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>“%1” kaldırılsın mı?</translation>
    </message>
    <message>
        <source>You can register it again at any time.</source>
        <translation>İstediğiniz zaman yeniden kaydedebilirsiniz.</translation>
    </message>
    <message>
        <source>It signs you in no longer. If you have it with you, we then remove your account from the key itself, too.</source>
        <translation>Artık oturum açmaz. Yanınızdaysa hesabınızı anahtardan da kaldırırız.</translation>
    </message>
    <message>
        <source>It signs you in no longer. What was done with it in other places ends, too.</source>
        <translation>Artık oturum açmaz. Onunla açılmış oturumlar da kapanır.</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Anahtarı kaldır</translation>
    </message>
    <message>
        <source>Did you lose “%1”?</source>
        <translation>“%1” kayıp mı?</translation>
    </message>
    <message>
        <source>Better once too often than once too late.</source>
        <translation>Boşuna bildirmek, geç bildirmekten iyidir.</translation>
    </message>
    <message>
        <source>It stops working at once, and whoever is signed in with it is signed out. If you find it again, you can register it anew.</source>
        <translation>Hemen devre dışı kalır ve onunla açılmış oturumlar kapanır. Bulursanız yeniden kaydedebilirsiniz.</translation>
    </message>
    <message>
        <source>It is your only good factor: register another key or a phone right afterwards, before you sign out.</source>
        <translation>Tek güvenilir yönteminiz bu: hemen ardından, oturumu kapatmadan önce başka bir anahtar ya da telefon kaydedin.</translation>
    </message>
    <message>
        <source>Yes, I lost it</source>
        <translation>Evet, kaybettim</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>“%1” is removed here.</source>
        <translation>“%1” buradan kaldırıldı.</translation>
    </message>
    <message>
        <source>Now your account is taken off the key, too.</source>
        <translation>Şimdi hesabınız anahtardan da kaldırılıyor.</translation>
    </message>
    <message>
        <source>The new name is saved.</source>
        <translation>Yeni ad kaydedildi.</translation>
    </message>
    <message>
        <source>Register another key, then remove this one.</source>
        <translation>Başka bir anahtar kaydedip bunu kaldırın.</translation>
    </message>
    <message>
        <source>The key is not here?</source>
        <translation>Anahtar yanınızda değil mi?</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;Leave it on the key&lt;/b&gt;. What stays there signs nobody in.</source>
        <translation>&lt;b&gt;Anahtarda bırak&lt;/b&gt;’ı seçin. Orada kalan kimsenin oturumunu açmaz.</translation>
    </message>
    <message>
        <source>Lost or stolen?</source>
        <translation>Kayıp mı, çalındı mı?</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;I lost this key&lt;/b&gt;. It stops working at once, even if it is your only one.</source>
        <translation>&lt;b&gt;Bu anahtarı kaybettim&lt;/b&gt;’i seçin. Tek anahtarınız olsa bile hemen devre dışı kalır.</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Kaldırma</translation>
    </message>
    <message>
        <source>For a key that you still have and no longer want to use.</source>
        <translation>Elinizde olan ama artık kullanmak istemediğiniz anahtar için.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Önce bir ad yazın.</translation>
    </message>
    <message>
        <source>That is another key</source>
        <translation>Bu başka bir anahtar</translation>
    </message>
    <message>
        <source>Your account is not on it. Plug in “%1”, or leave it on the key.</source>
        <translation>Hesabınız bu anahtarda yok. “%1” anahtarını takın ya da olduğu gibi bırakın.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyPinForm</name>
    <message>
        <source>PIN of the key</source>
        <translation>Anahtarın PIN’i</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>Şimdiki PIN</translation>
    </message>
    <message>
        <source>Show the PIN</source>
        <translation>PIN’i göster</translation>
    </message>
    <message>
        <source>Hide the PIN</source>
        <translation>PIN’i gizle</translation>
    </message>
    <message>
        <source>Show the present PIN</source>
        <translation>Şimdiki PIN’i göster</translation>
    </message>
    <message>
        <source>Hide the present PIN</source>
        <translation>Şimdiki PIN’i gizle</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Yeni PIN</translation>
    </message>
    <message>
        <source>Show the new PIN</source>
        <translation>Yeni PIN’i göster</translation>
    </message>
    <message>
        <source>Hide the new PIN</source>
        <translation>Yeni PIN’i gizle</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>Yeni PIN, bir kez daha</translation>
    </message>
    <message>
        <source>Show the repeated PIN</source>
        <translation>Yinelenen PIN’i göster</translation>
    </message>
    <message>
        <source>Hide the repeated PIN</source>
        <translation>Yinelenen PIN’i gizle</translation>
    </message>
    <message>
        <source>Type the new PIN twice first.</source>
        <translation>Önce yeni PIN’i iki kez yazın.</translation>
    </message>
    <message>
        <source>Type the PIN that the key has now first.</source>
        <translation>Önce anahtarın şimdiki PIN’ini yazın.</translation>
    </message>
    <message>
        <source>Type the PIN first.</source>
        <translation>Önce PIN’i yazın.</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyPromptPage</name>
    <message>
        <source>Set the PIN</source>
        <translation>PIN’i belirle</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN’i değiştir</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Devam</translation>
    </message>
    <message>
        <source>Which keys work?</source>
        <translation>Hangi anahtarlar olur?</translation>
    </message>
    <message>
        <source>Security keys of any maker, for USB. The logo on it does not matter.</source>
        <translation>Her markadan USB güvenlik anahtarı olur. Üzerindeki logo önemli değil.</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Hangisi?</translation>
    </message>
    <message>
        <source>Only the key that you touch is used. Nothing happens to the others.</source>
        <translation>Yalnızca dokunduğunuz anahtar kullanılır. Diğerlerine bir şey olmaz.</translation>
    </message>
    <message>
        <source>Nothing blinks?</source>
        <translation>Yanıp sönmüyor mu?</translation>
    </message>
    <message>
        <source>Take the key out and put it back. Any USB port works.</source>
        <translation>Anahtarı çıkarıp geri takın. Herhangi bir USB yuvası olur.</translation>
    </message>
    <message>
        <source>What is this PIN?</source>
        <translation>Bu PIN nedir?</translation>
    </message>
    <message>
        <source>It stays on the key and is sent nowhere. After eight wrong ones in all, the key has to be erased.</source>
        <translation>Anahtarda kalır, hiçbir yere gönderilmez. Toplam sekiz yanlış PIN’den sonra anahtarın silinmesi gerekir.</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyProofPage</name>
    <message>
        <source>Prove that it is you</source>
        <translation>Kimliğinizi doğrulayın</translation>
    </message>
    <message>
        <source>Sign in with a security key</source>
        <translation>Güvenlik anahtarıyla oturum aç</translation>
    </message>
    <message>
        <source>One moment: we are getting ready.</source>
        <translation>Bir dakika, hazırlanıyoruz.</translation>
    </message>
    <message>
        <source>Almost done</source>
        <translation>Bitmek üzere</translation>
    </message>
    <message>
        <source>The key has answered. We are checking its answer.</source>
        <translation>Anahtar yanıt verdi. Yanıtı denetliyoruz.</translation>
    </message>
    <message>
        <source>Use another way</source>
        <translation>Başka bir yöntem kullan</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Denetleniyor…</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Hazırlanıyor…</translation>
    </message>
    <message>
        <source>You are about to change how you sign in. Your key proves that it is you.</source>
        <translation>Oturum açma yönteminizi değiştirmek üzeresiniz. Anahtarınız kimliğinizi doğrular.</translation>
    </message>
    <message>
        <source>This key does not open this account</source>
        <translation>Bu anahtar bu hesabı açmıyor</translation>
    </message>
    <message>
        <source>Its account is not registered here, or no longer.</source>
        <translation>Anahtardaki hesap burada kayıtlı değil ya da artık kayıtlı değil.</translation>
    </message>
    <message>
        <source>Take the key that you registered for it.</source>
        <translation>Bu hesap için kaydettiğiniz anahtarı kullanın.</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <translation>Çok fazla deneme</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>The key is not here?</source>
        <translation>Anahtar yanınızda değil mi?</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;Use another way&lt;/b&gt;.</source>
        <translation>&lt;b&gt;Başka bir yöntem kullan&lt;/b&gt;’ı seçin.</translation>
    </message>
    <message>
        <source>Go back and sign in with your user name.</source>
        <translation>Geri dönüp kullanıcı adınızla oturum açın.</translation>
    </message>
    <message>
        <source>Is it lost?</source>
        <translation>Kayboldu mu?</translation>
    </message>
    <message>
        <source>Sign in another way, open it under &lt;b&gt;WebAuthn&lt;/b&gt; and report it.</source>
        <translation>Başka bir yöntemle oturum açın, &lt;b&gt;WebAuthn&lt;/b&gt; altında bulup bildirin.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>It tells us who you are, so you type no user name.</source>
        <translation>Kim olduğunuzu anahtar bildirir; kullanıcı adı yazmazsınız.</translation>
    </message>
</context>
<context>
    <name>keydesk::KeyRegisteredPage</name>
    <message>
        <source>Your security key is registered</source>
        <translation>Güvenlik anahtarınız kaydedildi</translation>
    </message>
    <message>
        <source>You can use it the next time you sign in.</source>
        <translation>Bir sonraki oturum açışınızda kullanabilirsiniz.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Bitti</translation>
    </message>
    <message>
        <source>Register a phone, too</source>
        <translation>Telefon da kaydet</translation>
    </message>
    <message>
        <source>Register another key</source>
        <translation>Başka anahtar kaydet</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Signs you in</source>
        <translation>Oturum açma</translation>
    </message>
    <message>
        <source>With and without your user name</source>
        <translation>Kullanıcı adıyla ve kullanıcı adı olmadan</translation>
    </message>
    <message>
        <source>With your user name</source>
        <translation>Kullanıcı adıyla</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Kayıt tarihi</translation>
    </message>
    <message>
        <source>Which name?</source>
        <translation>Hangi ad?</translation>
    </message>
    <message>
        <source>One by which you will know this key, such as “Key ring” or “Desk drawer”.</source>
        <translation>Anahtarı tanıyacağınız bir ad, örneğin “Anahtarlık” ya da “Çekmece”.</translation>
    </message>
    <message>
        <source>How do I use it?</source>
        <translation>Nasıl kullanırım?</translation>
    </message>
    <message>
        <source>When you sign in, plug it in and touch it when it blinks.</source>
        <translation>Oturum açarken takın ve yanıp söndüğünde dokunun.</translation>
    </message>
    <message>
        <source>If the key gets lost</source>
        <translation>Anahtar kaybolursa</translation>
    </message>
    <message>
        <source>Come back here and choose &lt;b&gt;I lost this key&lt;/b&gt;. It stops working at once.</source>
        <translation>Buraya gelip &lt;b&gt;Bu anahtarı kaybettim&lt;/b&gt;’i seçin. Hemen devre dışı kalır.</translation>
    </message>
    <message>
        <source>On a shared computer</source>
        <translation>Ortak bilgisayarda</translation>
    </message>
    <message>
        <source>Take the key out, and choose &lt;b&gt;Sign out&lt;/b&gt; at the top.</source>
        <translation>Anahtarı çıkarın ve yukarıdaki &lt;b&gt;Oturumu kapat&lt;/b&gt;’ı seçin.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Kaydediliyor…</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Anahtarın adı</translation>
    </message>
    <message>
        <source>%1 of %2 good factors.</source>
        <translation>Güvenilir yöntem: %1/%2.</translation>
    </message>
    <message>
        <source>Losing one does not lock you out.</source>
        <translation>Birini kaybetseniz de hesabınıza girebilirsiniz.</translation>
    </message>
    <message>
        <source>Add one more, so that losing this key does not lock you out.</source>
        <translation>Bu anahtarı kaybettiğinizde hesabınıza girebilmek için bir tane daha ekleyin.</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Önce bir ad yazın.</translation>
    </message>
</context>
<context>
    <name>keydesk::MainWindow</name>
    <message>
        <source>Keydesk</source>
        <translation>Keydesk</translation>
    </message>
    <message>
        <source>%1 – Keydesk</source>
        <translation>%1 – Keydesk</translation>
    </message>
</context>
<context>
    <name>keydesk::PageFrame</name>
    <message>
        <source>Just a moment, please.</source>
        <translation>Lütfen biraz bekleyin.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Geri</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Yardım</translation>
    </message>
    <message>
        <source>Shows the help for this page.</source>
        <translation>Bu sayfanın yardımını gösterir.</translation>
    </message>
</context>
<context>
    <name>keydesk::PasswordField</name>
    <message>
        <source>Hide</source>
        <translation>Gizle</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Göster</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Parolayı gizle</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Parolayı göster</translation>
    </message>
</context>
<context>
    <name>keydesk::PhoneListPage</name>
    <message>
        <source>The phones that show codes for you.</source>
        <translation>Sizin için kod gösteren telefonlar.</translation>
    </message>
    <message>
        <source>Register a phone</source>
        <translation>Telefon kaydet</translation>
    </message>
    <message>
        <source>Add a phone</source>
        <translation>Telefon ekle</translation>
    </message>
    <message numerus="yes">
        <source>%n phone(s) are allowed. Remove one first.</source>
        <translation>
            <numerusform>En fazla %n telefona izin veriliyor. Önce birini kaldırın.</numerusform>
        </translation>
    </message>
    <message>
        <source>No phone is registered yet. It takes about three minutes.</source>
        <translation>Henüz kayıtlı telefon yok. Yaklaşık üç dakika sürer.</translation>
    </message>
    <message>
        <source>Lost your phone?</source>
        <translation>Telefonunuzu mu kaybettiniz?</translation>
    </message>
    <message>
        <source>Open it here and choose &lt;b&gt;I lost this phone&lt;/b&gt;. It stops working at once.</source>
        <translation>Burada telefonu açıp &lt;b&gt;Bu telefonu kaybettim&lt;/b&gt; düğmesini seçin. Hemen devre dışı kalır.</translation>
    </message>
    <message>
        <source>A new phone?</source>
        <translation>Yeni bir telefonunuz mu var?</translation>
    </message>
    <message>
        <source>Add the new one first, try it, then remove the old one.</source>
        <translation>Önce yenisini ekleyip deneyin, sonra eskisini kaldırın.</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>Kaç tane?</translation>
    </message>
    <message numerus="yes">
        <source>You can have %n phone(s).</source>
        <translation>
            <numerusform>En fazla %n telefonunuz olabilir.</numerusform>
        </translation>
    </message>
    <message>
        <source>As many as your organisation allows.</source>
        <translation>Kurumunuzun izin verdiği kadar.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Fetching your phones…</source>
        <translation>Telefonlarınız yükleniyor…</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” kaldırıldı.</translation>
    </message>
    <message>
        <source>You can delete the account in its app, too.</source>
        <translation>Uygulamadaki hesabı da silebilirsiniz.</translation>
    </message>
    <message>
        <source>“%1” no longer works.</source>
        <translation>“%1” artık kullanılamıyor.</translation>
    </message>
    <message>
        <source>Nobody can use it in your name. Register another phone as soon as you can.</source>
        <translation>Kimse onu sizin adınıza kullanamaz. En kısa sürede başka bir telefon kaydedin.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Hiçbir şey değiştirilmedi.</translation>
    </message>
    <message>
        <source>It was not proved that it is you.</source>
        <translation>Kimliğiniz doğrulanmadı.</translation>
    </message>
    <message>
        <source>Registered %1.</source>
        <translation>Kayıt: %1.</translation>
    </message>
    <message>
        <source>Last used %1.</source>
        <translation>Son kullanım: %1.</translation>
    </message>
    <message>
        <source>Not used yet.</source>
        <translation>Henüz kullanılmadı.</translation>
    </message>
    <message>
        <source>Reported lost</source>
        <translation>Kayıp bildirildi</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Etkin</translation>
    </message>
</context>
<context>
    <name>keydesk::PhonePage</name>
    <message>
        <source>Lost or stolen?</source>
        <translation>Kayıp mı, çalındı mı?</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;I lost this phone&lt;/b&gt;. Its codes stop working at once, even if it is your only phone.</source>
        <translation>&lt;b&gt;Bu telefonu kaybettim&lt;/b&gt; düğmesini seçin. Tek telefonunuz olsa bile kodları hemen geçersiz olur.</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Kaldırma</translation>
    </message>
    <message>
        <source>For a phone that you still have and no longer want to use.</source>
        <translation>Hâlâ sizde olan ama artık kullanmak istemediğiniz telefonlar içindir.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Kaydediliyor…</translation>
    </message>
    <message>
        <source>You reported this phone as lost. It no longer works.</source>
        <translation>Bu telefonu kayıp olarak bildirdiniz. Artık kullanılamıyor.</translation>
    </message>
    <message>
        <source>This phone shows codes for you.</source>
        <translation>Bu telefon sizin için kod gösterir.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Hesap</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>Kullanım amacı</translation>
    </message>
    <message>
        <source>Nothing any more</source>
        <translation>Artık yok</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Kayıt tarihi</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Son kullanım</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Henüz yok</translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>Telefonun saati</translation>
    </message>
    <message>
        <source>%1 slow; we allow for it</source>
        <translation>%1 geri; bunu hesaba katıyoruz</translation>
    </message>
    <message>
        <source>%1 fast; we allow for it</source>
        <translation>%1 ileri; bunu hesaba katıyoruz</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Yeniden adlandır</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>I lost this phone</source>
        <translation>Bu telefonu kaybettim</translation>
    </message>
    <message>
        <source>Rename this phone</source>
        <translation>Bu telefonu yeniden adlandırın</translation>
    </message>
    <message>
        <source>Choose a name by which you will know it.</source>
        <translation>Tanıyabileceğiniz bir ad seçin.</translation>
    </message>
    <message>
        <source>Name of the phone</source>
        <translation>Telefonun adı</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Kaydet</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>“%1” kaldırılsın mı?</translation>
    </message>
    <message>
        <source>You can register it again at any time.</source>
        <translation>İstediğiniz zaman yeniden kaydedebilirsiniz.</translation>
    </message>
    <message>
        <source>Its codes stop working. Afterwards, delete the account in the app on the phone, too.</source>
        <translation>Kodları geçersiz olur. Ardından telefondaki uygulamada bulunan hesabı da silin.</translation>
    </message>
    <message>
        <source>Remove the phone</source>
        <translation>Telefonu kaldır</translation>
    </message>
    <message>
        <source>Did you lose “%1”?</source>
        <translation>“%1” kayıp mı?</translation>
    </message>
    <message>
        <source>Better once too often than once too late.</source>
        <translation>Boşuna bildirmek, geç bildirmekten iyidir.</translation>
    </message>
    <message>
        <source>Everything this phone can do for you stops working at once. If you find it again, you can register it anew.</source>
        <translation>Bu telefonla yapabildiğiniz her şey hemen durdurulur. Telefonu bulursanız yeniden kaydedebilirsiniz.</translation>
    </message>
    <message>
        <source>It is your only good factor: register another phone right afterwards, before you sign out.</source>
        <translation>Tek güvenilir yönteminiz bu: Hemen ardından, oturumu kapatmadan başka bir telefon kaydedin.</translation>
    </message>
    <message>
        <source>Yes, I lost it</source>
        <translation>Evet, kaybettim</translation>
    </message>
    <message>
        <source>The new name is saved.</source>
        <translation>Yeni ad kaydedildi.</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Önce bir ad yazın.</translation>
    </message>
</context>
<context>
    <name>keydesk::RegisterKeyPage</name>
    <message>
        <source>Register a security key</source>
        <translation>Güvenlik anahtarı kaydedin</translation>
    </message>
    <message>
        <source>One moment: we are getting ready.</source>
        <translation>Bir dakika, hazırlanıyoruz.</translation>
    </message>
    <message>
        <source>Almost done</source>
        <translation>Bitmek üzere</translation>
    </message>
    <message>
        <source>The key has answered. We are checking what it made.</source>
        <translation>Anahtar yanıt verdi. Oluşturduğunu denetliyoruz.</translation>
    </message>
    <message>
        <source>Checking the key…</source>
        <translation>Anahtar denetleniyor…</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Hazırlanıyor…</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>Süre doldu</translation>
    </message>
    <message>
        <source>Nothing was registered. Please try again.</source>
        <translation>Hiçbir şey kaydedilmedi. Lütfen yeniden deneyin.</translation>
    </message>
    <message>
        <source>You have as many keys as allowed</source>
        <translation>İzin verilen sayıda anahtarınız var</translation>
    </message>
    <message numerus="yes">
        <source>%n security key(s) are allowed.</source>
        <translation>
            <numerusform>%n güvenlik anahtarına izin var.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go back and remove one that you no longer use.</source>
        <translation>Geri dönüp artık kullanmadığınız birini kaldırın.</translation>
    </message>
    <message>
        <source>Go on without a PIN</source>
        <translation>PIN olmadan devam et</translation>
    </message>
    <message>
        <source>Manage this key</source>
        <translation>Bu anahtarı yönet</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Which PIN is good?</source>
        <translation>Nasıl bir PIN iyi olur?</translation>
    </message>
    <message>
        <source>One that nobody guesses, and no birthday. Letters are allowed, too.</source>
        <translation>Kimsenin tahmin edemeyeceği bir PIN; doğum günü olmasın. Harf de kullanabilirsiniz.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sırada ne var?</translation>
    </message>
    <message>
        <source>You touch the key, and then give it a name.</source>
        <translation>Anahtara dokunur, sonra ona bir ad verirsiniz.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Use another key</source>
        <translation>Başka anahtar kullan</translation>
    </message>
</context>
<context>
    <name>keydesk::RegisteredPage</name>
    <message>
        <source>Your phone is registered</source>
        <translation>Telefonunuz kaydedildi</translation>
    </message>
    <message>
        <source>You can use it the next time you sign in.</source>
        <translation>Bir sonraki oturum açışınızda kullanabilirsiniz.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Bitti</translation>
    </message>
    <message>
        <source>Add another phone</source>
        <translation>Başka telefon ekle</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Yeniden adlandır</translation>
    </message>
    <message>
        <source>Gives this phone another name.</source>
        <translation>Bu telefona başka bir ad verir.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Hesap</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>Kullanım amacı</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Kayıt tarihi</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Ad</translation>
    </message>
    <message>
        <source>How do I use it?</source>
        <translation>Nasıl kullanırım?</translation>
    </message>
    <message>
        <source>When you sign in, open %1 and type the six digits it shows.</source>
        <translation>Oturum açarken %1 uygulamasını açın ve gösterdiği altı rakamı yazın.</translation>
    </message>
    <message>
        <source>If the phone gets lost</source>
        <translation>Telefon kaybolursa</translation>
    </message>
    <message>
        <source>Come back here and choose &lt;b&gt;I lost this phone&lt;/b&gt;. It stops working at once.</source>
        <translation>Buraya dönüp &lt;b&gt;Bu telefonu kaybettim&lt;/b&gt; düğmesini seçin. Hemen devre dışı kalır.</translation>
    </message>
    <message>
        <source>On a shared computer</source>
        <translation>Ortak bilgisayarda</translation>
    </message>
    <message>
        <source>Choose &lt;b&gt;Sign out&lt;/b&gt; at the top when you are done.</source>
        <translation>İşiniz bitince üstteki &lt;b&gt;Oturumu kapat&lt;/b&gt; düğmesini seçin.</translation>
    </message>
    <message>
        <source>Name of the phone</source>
        <translation>Telefonun adı</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Kaydet</translation>
    </message>
    <message>
        <source>Keep the name</source>
        <translation>Bu ad kalsın</translation>
    </message>
    <message>
        <source>Just a moment, please.</source>
        <translation>Lütfen biraz bekleyin.</translation>
    </message>
    <message>
        <source>%1 of %2 good factors.</source>
        <translation>Güvenilir yöntem: %1/%2.</translation>
    </message>
    <message>
        <source>Losing one does not lock you out.</source>
        <translation>Birini kaybetseniz de hesabınıza girebilirsiniz.</translation>
    </message>
    <message>
        <source>Add one more, so that losing your phone does not lock you out.</source>
        <translation>Bir tane daha ekleyin; böylece telefonunuzu kaybetseniz de hesabınıza girebilirsiniz.</translation>
    </message>
</context>
<context>
    <name>keydesk::ScanPage</name>
    <message>
        <source>Scan this code with your phone</source>
        <translation>Bu karekodu telefonunuzla okutun</translation>
    </message>
    <message>
        <source>In %1, choose &lt;b&gt;Add account&lt;/b&gt;, then point the camera here.</source>
        <translation>%1 içinde &lt;b&gt;Hesap ekle&lt;/b&gt;’yi seçip kamerayı buraya tutun.</translation>
    </message>
    <message>
        <source>We are making a code for you.</source>
        <translation>Sizin için bir karekod oluşturuyoruz.</translation>
    </message>
    <message>
        <source>This code no longer works</source>
        <translation>Bu karekod artık geçerli değil</translation>
    </message>
    <message>
        <source>Nothing is lost: make a new code and scan that one.</source>
        <translation>Kaybolan bir şey yok: Yeni bir karekod oluşturup onu okutun.</translation>
    </message>
    <message>
        <source>You have as many phones as allowed</source>
        <translation>İzin verilen telefon sayısına ulaştınız</translation>
    </message>
    <message>
        <source>Remove one that you no longer use, then add the new one.</source>
        <translation>Artık kullanmadığınız birini kaldırın, sonra yenisini ekleyin.</translation>
    </message>
    <message>
        <source>No camera? Type it in</source>
        <translation>Kamera yok mu? Elle girin</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>Hesap adı</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Gizli anahtar</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Anahtarı kopyala</translation>
    </message>
    <message>
        <source>Time-based</source>
        <translation>Zamana dayalı</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Evet</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Hayır</translation>
    </message>
    <message>
        <source>Code shown in the app</source>
        <translation>Uygulamada gösterilen kod</translation>
    </message>
    <message>
        <source>Check the code</source>
        <translation>Kodu doğrula</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>Yeni karekod oluştur</translation>
    </message>
    <message>
        <source>Making the code…</source>
        <translation>Karekod oluşturuluyor…</translation>
    </message>
    <message>
        <source>Checking the code…</source>
        <translation>Kod doğrulanıyor…</translation>
    </message>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>Kimlik doğrulama uygulaması için karekod</translation>
    </message>
    <message>
        <source>Without a camera, type the account name and the secret key that follow into the app.</source>
        <translation>Kameranız yoksa, ardından gelen hesap adını ve gizli anahtarı uygulamaya yazın.</translation>
    </message>
    <message>
        <source>It was open for too long.</source>
        <translation>Çok uzun süre açık kaldı.</translation>
    </message>
    <message>
        <source>A code works only for a while, so that nobody can use it later.</source>
        <translation>Sonradan kimse kullanamasın diye karekodlar kısa süre geçerlidir.</translation>
    </message>
    <message>
        <source>Too many codes were refused.</source>
        <translation>Çok fazla kod kabul edilmedi.</translation>
    </message>
    <message>
        <source>In the app, delete the account that does not work.</source>
        <translation>Uygulamada çalışmayan hesabı silin.</translation>
    </message>
    <message numerus="yes">
        <source>%n phone(s) are allowed.</source>
        <translation>
            <numerusform>En fazla %n telefona izin veriliyor.</numerusform>
        </translation>
    </message>
    <message>
        <source>Where is the code?</source>
        <translation>Kod nerede?</translation>
    </message>
    <message>
        <source>Six digits beside your account’s name. They change every 30 seconds; use the ones you see now.</source>
        <translation>Hesap adınızın yanındaki altı rakamdır. Her 30 saniyede bir değişir; şu anda gördüklerinizi kullanın.</translation>
    </message>
    <message>
        <source>It does not scan</source>
        <translation>Karekod okunmuyor mu?</translation>
    </message>
    <message>
        <source>Hold the phone a hand’s length away and keep it still, or type the key in.</source>
        <translation>Telefonu bir karış uzakta sabit tutun ya da anahtarı elle girin.</translation>
    </message>
    <message>
        <source>A code is refused?</source>
        <translation>Kod kabul edilmiyor mu?</translation>
    </message>
    <message>
        <source>Set date, time and &lt;b&gt;time zone&lt;/b&gt; of the phone to automatic. Use the newest code. If it goes on, scan again.</source>
        <translation>Telefonun tarih, saat ve &lt;b&gt;saat dilimini&lt;/b&gt; otomatiğe alın. En yeni kodu kullanın. Sorun sürerse yeniden okutun.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sırada ne var?</translation>
    </message>
    <message>
        <source>Your phone is registered, and you can use it the next time you sign in.</source>
        <translation>Telefonunuz kaydedilir; bir sonraki oturum açışınızda kullanabilirsiniz.</translation>
    </message>
    <message>
        <source>Keep it to yourself</source>
        <translation>Kimseyle paylaşmayın</translation>
    </message>
    <message>
        <source>Whoever scans this code gets your codes. Let nobody take a picture of it.</source>
        <translation>Bu karekodu okutan kişi kodlarınızı ele geçirir. Kimsenin fotoğrafını çekmesine izin vermeyin.</translation>
    </message>
    <message>
        <source>Type the six digits that the app shows first.</source>
        <translation>Önce uygulamanın gösterdiği altı rakamı yazın.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopyalandı</translation>
    </message>
</context>
<context>
    <name>keydesk::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Oturum açın</translation>
    </message>
    <message>
        <source>With the user name and password of your work account.</source>
        <translation>İş hesabınızın kullanıcı adı ve parolasıyla.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Kullanıcı adı</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Parola</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Devam</translation>
    </message>
    <message>
        <source>Which password?</source>
        <translation>Hangi parola?</translation>
    </message>
    <message>
        <source>The one you use for your computer and your mail.</source>
        <translation>Bilgisayarınızda ve e-postanızda kullandığınız parola.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sırada ne var?</translation>
    </message>
    <message>
        <source>We send a six-digit code to your mail or phone, to make sure it is you.</source>
        <translation>Siz olduğunuzdan emin olmak için e-postanıza ya da telefonunuza altı haneli bir kod göndeririz.</translation>
    </message>
    <message>
        <source>On a shared computer</source>
        <translation>Ortak bilgisayarda</translation>
    </message>
    <message>
        <source>Sign out when you are done, so that nobody can go on in your name.</source>
        <translation>İşiniz bitince oturumu kapatın; böylece kimse sizin adınıza devam edemez.</translation>
    </message>
    <message>
        <source>It does not work?</source>
        <translation>Olmuyor mu?</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Oturum açılıyor…</translation>
    </message>
    <message>
        <source>Type your user name and your password first.</source>
        <translation>Önce kullanıcı adınızı ve parolanızı yazın.</translation>
    </message>
    <message>
        <source>Type your password first.</source>
        <translation>Önce parolanızı yazın.</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Parolanız</translation>
    </message>
    <message>
        <source>The key has said who you are. Now the password of your work account.</source>
        <translation>Anahtar kim olduğunuzu bildirdi. Şimdi iş hesabınızın parolası.</translation>
    </message>
    <message>
        <source>With a security key</source>
        <translation>Güvenlik anahtarıyla</translation>
    </message>
    <message>
        <source>Use a security key</source>
        <translation>Güvenlik anahtarı kullan</translation>
    </message>
    <message>
        <source>Sign in with a security key</source>
        <translation>Güvenlik anahtarıyla oturum aç</translation>
    </message>
    <message>
        <source>Just a moment, please.</source>
        <translation>Lütfen biraz bekleyin.</translation>
    </message>
    <message>
        <source>If you registered one here, it tells us who you are, and you type no user name.</source>
        <translation>Burada bir anahtar kaydettiyseniz kim olduğunuzu o bildirir; kullanıcı adı yazmazsınız.</translation>
    </message>
</context>
<context>
    <name>keydesk::SignedOutPage</name>
    <message>
        <source>Signing you out</source>
        <translation>Oturumunuz kapatılıyor</translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation>Oturumunuz kapatıldı</translation>
    </message>
    <message>
        <source>Nothing of yours stays on this screen. Do not forget your phone.</source>
        <translation>Bu ekranda size ait hiçbir şey kalmaz. Telefonunuzu unutmayın.</translation>
    </message>
    <message>
        <source>You can close this window now.</source>
        <translation>Bu pencereyi artık kapatabilirsiniz.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Yeniden başla</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Yeniden oturum aç</translation>
    </message>
    <message>
        <source>The service did not answer.</source>
        <translation>Hizmet yanıt vermedi.</translation>
    </message>
    <message>
        <source>This computer has forgotten your sign-in; on the service it ends by itself.</source>
        <translation>Bu bilgisayardaki oturumunuz silindi; hizmetteki oturum kendiliğinden sona erer.</translation>
    </message>
    <message>
        <source>Did I get everything done?</source>
        <translation>Her şey tamam mı?</translation>
    </message>
    <message>
        <source>What you registered works from now on. You get a mail about every change.</source>
        <translation>Kaydettikleriniz artık kullanıma hazır. Her değişiklik için size bir e-posta gelir.</translation>
    </message>
    <message>
        <source>A mail about something I did not do?</source>
        <translation>Yapmadığım bir işlem için e-posta mı geldi?</translation>
    </message>
    <message>
        <source>Tell the help desk at once.</source>
        <translation>Hemen yardım masasına bildirin.</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Oturum kapatılıyor…</translation>
    </message>
</context>
<context>
    <name>keydesk::StepBar</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>Adım %1/%2</translation>
    </message>
</context>
<context>
    <name>keydesk::TroublePage</name>
    <message>
        <source>Best in %1.</source>
        <translation>%1 sonra denemeniz en iyisi.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Baştan başla</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Yeniden oturum aç</translation>
    </message>
    <message>
        <source>Set up this computer</source>
        <translation>Kuruluma başla</translation>
    </message>
    <message>
        <source>Is my typing lost?</source>
        <translation>Yazdıklarım kayboldu mu?</translation>
    </message>
    <message>
        <source>What you typed is kept where that is safe. “Try again” sends it once more.</source>
        <translation>Yazdıklarınız, güvenli olduğu yerde korunur. “Yeniden dene” onları bir kez daha gönderir.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>What is the reference for?</source>
        <translation>Başvuru numarası ne işe yarar?</translation>
    </message>
    <message>
        <source>With it, the help desk finds in the log what happened.</source>
        <translation>Yardım masası bu numarayla günlükte ne olduğunu bulur.</translation>
    </message>
</context>
<context>
    <name>keydesk::WelcomePage</name>
    <message>
        <source>Set up how you sign in</source>
        <translation>Oturum açma yönteminizi ayarlayın</translation>
    </message>
    <message>
        <source>Have your phone or your security key at hand. It takes about five minutes, and nothing you type stays on this screen.</source>
        <translation>Telefonunuz ya da güvenlik anahtarınız yanınızda olsun. Yaklaşık beş dakika sürer ve yazdığınız hiçbir şey bu ekranda kalmaz.</translation>
    </message>
    <message>
        <source>Have your phone or your security key at hand. It takes about five minutes.</source>
        <translation>Telefonunuz ya da güvenlik anahtarınız yanınızda olsun. Yaklaşık beş dakika sürer.</translation>
    </message>
    <message>
        <source>What do I need?</source>
        <translation>Neler gerekli?</translation>
    </message>
    <message>
        <source>Your user name, your password, and your phone or a security key. On the way, a code comes to your mail or your phone.</source>
        <translation>Kullanıcı adınız, parolanız ve telefonunuz ya da güvenlik anahtarınız. Bu arada e-postanıza ya da telefonunuza bir kod gelir.</translation>
    </message>
    <message>
        <source>What do I get?</source>
        <translation>Bana ne sağlar?</translation>
    </message>
    <message>
        <source>A code on your phone or a touch of your key proves it is you, wherever you sign in.</source>
        <translation>Nerede oturum açarsanız açın, telefonunuzdaki kod ya da anahtarınıza bir dokunuş kimliğinizi doğrular.</translation>
    </message>
    <message>
        <source>Can somebody help me?</source>
        <translation>Kimden yardım alabilirim?</translation>
    </message>
    <message>
        <source>Is it safe here?</source>
        <translation>Burası güvenli mi?</translation>
    </message>
    <message>
        <source>Sign out when you are done. If you walk away, the screen clears itself.</source>
        <translation>İşiniz bitince oturumu kapatın. Uzaklaşırsanız ekran kendiliğinden temizlenir.</translation>
    </message>
    <message>
        <source>Kiosk “%1”</source>
        <translation>Kiosk “%1”</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Normal yazı</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Büyük yazı</translation>
    </message>
    <message>
        <source>Normal contrast</source>
        <translation>Normal kontrast</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Yüksek kontrast</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Başla</translation>
    </message>
    <message>
        <source>Looking for the service…</source>
        <translation>Hizmet aranıyor…</translation>
    </message>
    <message>
        <source>Set up this computer</source>
        <translation>Kuruluma başla</translation>
    </message>
    <message>
        <source>One thing first.</source>
        <translation>Önce küçük bir adım.</translation>
    </message>
    <message>
        <source>This computer needs a one-time code from an administrator.</source>
        <translation>Bu bilgisayar için bir yöneticiden tek kullanımlık kod gerekiyor.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>Anahtarlık bekleniyor…</translation>
    </message>
    <message>
        <source>Setting up this computer…</source>
        <translation>Kurulum yapılıyor…</translation>
    </message>
</context>
</TS>
