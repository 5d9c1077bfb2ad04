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
        <source>Choose where you want to get a code.</source>
        <translation>Kodu nereden almak istediğinizi seçin.</translation>
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
        <source>Something only you have, such as your phone with %1. Codes by mail or text message are weaker and do not count.</source>
        <translation>Yalnızca sizde olan bir şey; örneğin %1 yüklü telefonunuz. E-posta ve SMS kodları daha zayıftır, sayılmaz.</translation>
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
        <source>Register a phone</source>
        <translation>Telefon kaydet</translation>
    </message>
    <message>
        <source>Add one more, so that losing your phone does not lock you out.</source>
        <translation>Bir tane daha ekleyin; böylece telefonunuzu kaybetseniz de hesabınıza girebilirsiniz.</translation>
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
        <source>Have your phone at hand. It takes about five minutes, and nothing you type stays on this screen.</source>
        <translation>Telefonunuz yanınızda olsun. Yaklaşık beş dakika sürer ve yazdığınız hiçbir şey bu ekranda kalmaz.</translation>
    </message>
    <message>
        <source>Have your phone at hand. It takes about five minutes.</source>
        <translation>Telefonunuz yanınızda olsun. Yaklaşık beş dakika sürer.</translation>
    </message>
    <message>
        <source>What do I need?</source>
        <translation>Neler gerekli?</translation>
    </message>
    <message>
        <source>Your user name, your password and your phone. On the way, a code comes to your mail or your phone.</source>
        <translation>Kullanıcı adınız, parolanız ve telefonunuz. Bu arada e-postanıza ya da telefonunuza bir kod gelir.</translation>
    </message>
    <message>
        <source>What do I get?</source>
        <translation>Bana ne sağlar?</translation>
    </message>
    <message>
        <source>Codes on your phone that prove it is you, wherever you sign in.</source>
        <translation>Telefonunuzda, nerede oturum açarsanız açın kimliğinizi doğrulayan kodlar.</translation>
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
